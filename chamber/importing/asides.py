"""What rosters write beside a name and is none of it: （女，蒙古族，中共党员）, 1. before and ★ around it, a phone number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from chamber.i18n import N_
from chamber.importing.cells import CellProblem, Values
from chamber.text.phones import parse_phones
from chamber.text.values import Problem

_ASIDE = re.compile(r"([^()（）]+?)\s*[(（]([^()（）]+)[)）]")
_PARTS = re.compile(r"[\s,，、;；/]+")
_PEOPLES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 "
    "羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
_ETHNICITIES = {name: f"{people}族" for people in _PEOPLES.split() for name in (people, f"{people}族")} | {
    "蒙": "蒙古族"
}
_PARTIES = re.compile(
    r"(?:中共)?(?:预备)?党员|群众|共青团员|团员|民革|民盟|民建|民进|农工党?|致公党?|九三(?:学社)?|台盟|无党派(?:人士)?"
)
_POST_TOO = frozenset(("兼", "兼任"))
NUMBERED = re.compile(r"\d{1,4}\s*[.．、)）]\s*(?=[\u3400-\u9fff])")
_FEWEST_NUMBERED = 3
MARKS = "*＊★☆※●▲△◆ \u3000"
_WITH_PHONE = re.compile(
    r"([\u3400-\u9fff·]{2,10})\s*[:：,，(（]?\s*(?:电话|手机)?\s*[:：]?\s*(1[3-9]\d(?:[\s-]?\d{4}){2})\s*[)）]?"
)
_MASKED = re.compile(r"[\u3400-\u9fff](?:[*＊]{1,3}[\u3400-\u9fff]?|[XxＸｘ×]{1,2})")
_UNSAID = frozenset(("待定", "待补", "待报", "待确定", "未定", "空缺", "暂缺"))
_NOBODY = re.compile(rf"[(（]?(?:{'|'.join(_UNSAID)})[)）]?")


def read_asides(values: Values, path: str, phone: str, letter: str, fields: Mapping[str, str]) -> None:
    """Clear the names at `path`; a number beside one goes to `phone`. `fields` has the paths of gender, ethnicity and
    political status where there are such."""
    names = values.columns.get(path, [])
    for row, text in enumerate(names):
        if not text or (text.isalpha() and text not in _UNSAID):
            continue
        name = NUMBERED.sub("", text, count=1).strip(MARKS) or text
        if _MASKED.fullmatch(text):
            problem = Problem("masked", N_("A masked name; kept as written: {text}"), {"text": text}, "doubt")
            values.problems.append(CellProblem(row, letter, path, text, problem))
            continue
        if _NOBODY.fullmatch(name):
            values.keep_raw(row, path, text)
            names[row] = None
            continue
        if (both := _WITH_PHONE.fullmatch(name)) and phone:
            name = both[1]
            _add_phone(values, row, phone, both[2])
        aside = _ASIDE.fullmatch(name)
        if aside and _told(values, row, path, text, aside[2], fields):
            name = aside[1]
        if name != text:
            names[row] = name
            if not aside:
                values.keep_raw(row, path, text)
                problem = Problem("beside", N_('Read as {name}, from "{text}"'), {"name": name, "text": text})
                values.problems.append(CellProblem(row, letter, path, text, problem))


def without_numbers(values: Values, path: str) -> None:
    """Names a list has numbered (1.某某项目, 2.某某项目), where nearly all are, without the numbers; each is kept as written."""
    names = values.columns.get(path, [])
    told = [text for text in names if text]
    if len(told) < _FEWEST_NUMBERED or sum(NUMBERED.match(text) is not None for text in told) < 0.8 * len(told):
        return
    for row, text in enumerate(names):
        if text and (number := NUMBERED.match(text)):
            names[row] = text[number.end() :]
            values.keep_raw(row, path, text)


def _told(values: Values, row: int, path: str, text: str, aside: str, fields: Mapping[str, str]) -> bool:
    """Take in what an aside says; False when any part of it is something else."""
    said: list[tuple[str, str]] = []
    for part in filter(None, _PARTS.split(aside)):
        if part in ("男", "女"):
            said.append(("gender", part))
        elif part in _ETHNICITIES:
            said.append(("ethnicity", _ETHNICITIES[part]))
        elif _PARTIES.fullmatch(part):
            said.append(("political_status", part))
        elif part in _POST_TOO:
            values.keep_raw(row, path, text)
        else:
            return False
    for kind, value in said:
        if kind in fields:
            column = values.column(fields[kind])
            column[row] = column[row] or value
        else:
            values.keep_raw(row, path, text)
    return True


def _add_phone(values: Values, row: int, path: str, number: str) -> None:
    column = values.column(path)
    known = {phone.digits for phone in column[row] or ()}
    column[row] = (*(column[row] or ()), *(one for one in parse_phones(number).value or () if one.digits not in known))
