"""接龙: a roll pasted from a chat, one numbered line a person, the parts in any order.

'1. 王某 赤峰××公司 138…' becomes number, name, unit, position, phone, count, rest: a phone, a firm and a position are
known by their shape, the first short run of Han characters is the name. What fits nowhere is kept as the rest.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from chamber.importing.reading.workbook import BLANK, Cell, Row, Sheet, without_trailing_blanks

TITLES = ("序号", "姓名", "单位", "职务", "电话", "人数", "备注")
_NUMBER, _NAME, _UNIT, _POSITION, _PHONE, _COUNT, _REST = range(7)

_ENTRY = re.compile(r"(\d{1,4})\s*[.．、)）:：]\s*(?!\d)(.*)", re.DOTALL)
_PHONE_SHAPE = re.compile(
    r"(?<!\d)(?:(?:\+?86[- ]?)?1[3-9][\d*]{9}|1[3-9]\d[- ][\d*]{4}[- ]\d{4}|0\d{2,3}[- ]?\d{7,8}(?:[-转*]\d{1,6})?"
    r"|\d{7,8}(?:[-转]\d{1,6})?)(?!\d)"
)
_SPLIT = re.compile(r"[\s,，;；|]+|(?<=\D)[、/＋+—–-]+|[、/＋+—–-]+(?=\D)")
_UNIT_SHAPE = re.compile(
    r".+(公司|集团|厂|店|酒店|银行|分行|支行|部|局|院|校|大学|学校|社|所|中心|商会|协会|联合会|学会|基金会|联络处|办事处|委|馆|站|场|园|工作室)"
)
_POSITION_SHAPE = re.compile(
    r".{0,8}(董事长|总裁|总经理|经理|总监|会长|秘书长|主任|局长|处长|科长|部长|院长|校长|书记|主席|理事|监事|顾问|主管|秘书|干事|负责人|法人|老师|教授|记者)"
)
_NAME_SHAPE = re.compile(r"[㐀-鿿𠀀-𯿿某×xX*＊]{2,4}|[㐀-鿿]{1,10}·[㐀-鿿]{1,10}|[㐀-鿿]{1,4}(?:总|先生|女士|老师)")
_COUNT_SHAPE = re.compile(r"[+＋]?\d{1,3}\s*[人位名个]?|[一二两三四五六七八九十]{1,2}[人位名]")
_LABELLED = re.compile(
    r"(?:姓名|(单位|公司|企业)(?:名称)?|(职务|职位)|(联系电话|联系方式|电话|手机号?)|(人数)|(备注))[:：](.*)"
)


def looks_like_roll(text: str) -> bool:
    """Whether the text is a chat roll: it says so, or most of its lines are numbered in order."""
    lines = [stripped for line in text[:200_000].splitlines() if (stripped := line.strip())]
    numbers = [
        int(unicodedata.normalize("NFKC", found[1])) for line in lines if (found := _ENTRY.fullmatch(line)) and found[2]
    ]
    if "接龙" in "".join(lines[:5]) and numbers:
        return True
    rising = sum(after == before + 1 for before, after in pairwise(numbers))
    return len(numbers) >= 3 and len(numbers) >= 0.6 * len(lines) and rising >= 0.8 * (len(numbers) - 1)


def read_roll(text: str, name: str) -> Sheet:
    """The roll as a sheet whose columns are named; lines that are no entry stay as one cell."""
    rows: list[Row] = []
    for line in text.splitlines():
        stripped = line.strip()
        entry = _ENTRY.fullmatch(stripped)
        if entry:
            rows.append(tuple(_parts(int(unicodedata.normalize("NFKC", entry[1])), entry[2])))
        else:
            rows.append((stripped,) if stripped else BLANK)
    return Sheet(name, without_trailing_blanks(rows), titles=TITLES)


def _parts(number: int, text: str) -> list[Cell]:
    found: list[list[str]] = [[] for _ in TITLES]
    # Full-width digits keep their places under NFKC, so a phone is found in the one and cut from the other.
    plain = unicodedata.normalize("NFKC", text)
    source = plain if len(plain) == len(text) else text
    pieces: list[str] = []
    last = 0
    for phone in _PHONE_SHAPE.finditer(source):
        pieces.append(text[last : phone.start()])
        found[_PHONE].append(text[phone.start() : phone.end()])
        last = phone.end()
    pieces.append(text[last:])
    for piece in pieces:
        for part in _SPLIT.split(piece):
            if part:
                _place(part, found)
    return [
        number,
        *(("、" if column == _PHONE else " ").join(parts) or None for column, parts in enumerate(found) if column),
    ]


def _place(part: str, found: list[list[str]]) -> None:
    labelled = _LABELLED.fullmatch(part)
    if labelled:
        column = next((index + 2 for index, group in enumerate(labelled.groups()[:5]) if group), _NAME)
        if labelled[6]:
            found[column].append(labelled[6])
    elif _UNIT_SHAPE.fullmatch(part) and not found[_UNIT]:
        found[_UNIT].append(part)
    elif _POSITION_SHAPE.fullmatch(part):
        found[_POSITION].append(part)
    elif _COUNT_SHAPE.fullmatch(part):
        found[_COUNT].append(part)
    elif _NAME_SHAPE.fullmatch(part) and not found[_NAME]:
        found[_NAME].append(part)
    elif not found[_UNIT] and len(part) >= 5:
        found[_UNIT].append(part)
    else:
        found[_REST].append(part)
