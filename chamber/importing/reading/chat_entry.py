"""One entry of a chat roll, its parts in any order: a phone, a firm and a position are known by their shape, the first
short run of Han characters is the name. What fits nowhere is kept as the rest."""

from __future__ import annotations

import re
import unicodedata

from chamber.importing.reading.tables.words import is_place_or_unit, is_post, is_seating
from chamber.importing.reading.workbook import Row
from chamber.text.names import parse_company
from chamber.text.persons import SURNAMES
from chamber.text.units import unit_and_position

TITLES = ("序号", "姓名", "单位", "职务", "电话", "人数", "备注")
_LONGEST_HEADING = 20
_NUMBER, _NAME, _UNIT, _POSITION, _PHONE, _COUNT, _REST = range(7)

_PHONE_SHAPE = re.compile(
    r"(?<!\d)(?:(?:\+?86[- ]?)?1[3-9][\d*xX×]{9}|1[3-9]\d[- ][\d*xX×]{4}[- ]\d{4}|0\d{2,3}[- ]?\d{7,8}(?:[-转*]\d{1,6})?"
    r"|\d{7,8}(?:[-转]\d{1,6})?)(?!\d)"
)
_SPLIT = re.compile(r"[\s,，;；|｜]+|(?<=\D)[、/／＋+—–－-]+|[、/／＋+—–－-]+(?=\D)")
# What says nothing of its own: the word before a phone, punctuation left over.
_EMPTY = re.compile(
    r"(?:联系)?(?:电话|方式|手机)(?:号码?)?[:：]?|(?:手机号?码?|tel|mob|ph|电)[:：.]?|[\W_]+", re.IGNORECASE
)
_UNIT_SHAPE = re.compile(
    r".+(公司|集团|厂|店|酒店|银行|分行|支行|部|局|院|校|大学|学校|社|所|中心|商会|协会|联合会|学会|基金会|联络处|办事处|委|馆|站|场|园|工作室)"
)
_POSITION_SHAPE = re.compile(
    r".{0,8}(董事长|总裁|总经理|经理|总监|会长|秘书长|主任|局长|处长|科长|部长|院长|校长|书记|主席|理事|监事|顾问|主管|秘书|干事|负责人|法人|老师|教授|记者)"
)
_NAME_SHAPE = re.compile(
    r"[㐀-鿿𠀀-𯿿某×xX*＊]{2,4}|[㐀-鿿]{1,10}·[㐀-鿿]{1,10}|[㐀-鿿]{1,4}(?:总|先生|女士|老师)|[㐀-鿿]{2,3}代[㐀-鿿]{2,3}"
)
_COUNT_SHAPE = re.compile(
    r"(?:报名|参会|参加|[一共]?共)?[+＋]?\d{1,3}\s*[人位名个]?|[一二两三四五六七八九十]{1,2}[人位名]"
)
_CHATTER = re.compile(r".*(?:同号|参加|报名|谢谢|收到|已到|请假|微信|准时|接龙|一起|[带携].*)")
_ASIDE = re.compile(r"[(（【\[]([^()（）【】\[\]]{1,40})[)）】\]]")
_OF_THE_NAME = re.compile(r".*代.*|[男女]|集团|中国|[\u3400-\u9fff]{2,3}")
_HAN_BEFORE = re.compile(r"[\u3400-\u9fff]\s?$")
LABELLED = re.compile(
    r"(?:姓名|(单位|公司|企业)(?:名称)?|(职务|职位)|(联系电话|联系方式|电话|手机号?)|(人数)|(备注))\s*[:：]\s*(.*)"
)


def parts_of(number: int, text: str) -> Row:
    """The entry as a row under `TITLES`."""
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
    asides: list[str] = []
    others: list[str] = []
    # Brackets may stand around a phone, so they are looked for when it is gone.
    plain = _ASIDE.sub(lambda aside: _set_aside(aside, asides), _without_pictures(" ".join(pieces)))
    for part in _SPLIT.split(plain):
        firm, colon, person = part.partition("：")
        split = (firm, person) if colon and _UNIT_SHAPE.fullmatch(firm) and not LABELLED.fullmatch(part) else (part,)
        for one in split:
            if _is_another(one, found):
                others.append(one)
            elif one and not _EMPTY.fullmatch(one):
                _place(one, found)
    _settle(others, found, text)
    for aside in (one.strip(" \t\u3000,，、;；:：") for one in asides):
        if aside and not _EMPTY.fullmatch(aside):
            _place(aside, found)
    cells = [("、" if column in (_PHONE, _NAME) else " ").join(parts) or None for column, parts in enumerate(found)]
    return (number, *cells[1:])


def has_phone(text: str) -> bool:
    return _PHONE_SHAPE.search(unicodedata.normalize("NFKC", text)) is not None


def is_heading(line: str) -> bool:
    """'招商局', '副会长单位：', '2号桌': what stands above several people, in a word of its own."""
    word = line.strip()
    alone = len(word) <= _LONGEST_HEADING and not re.search(r"\s", word)
    return alone and (is_place_or_unit(word) or is_post(word) or is_seating(word.rstrip("：:")))


def people_of(row: Row) -> list[Row]:
    """A row for each of the people an entry names; as many phones as people go one to each, else all to the first."""
    names = str(row[_NAME] or "").split("、")
    if len(names) < 2:
        return [row]
    phones = str(row[_PHONE] or "").split("、")
    each = phones if len(phones) == len(names) else ["、".join(phones), *[""] * (len(names) - 1)]
    rows: list[Row] = []
    for place, (name, phone) in enumerate(zip(names, each, strict=True)):
        cells = list(row)
        cells[_NAME], cells[_PHONE] = name, phone or None
        if place:
            cells[_COUNT] = None
        rows.append(tuple(cells))
    return rows


def _without_pictures(text: str) -> str:
    """The text without emoji and other pictures, each a gap between words."""
    return "".join(" " if unicodedata.category(char) in ("So", "Sk", "Cs", "Mn", "Cf") else char for char in text)


def _is_another(part: str, found: list[list[str]]) -> bool:
    """Whether a part may be one more person: a name of a usual surname after another of that kind, before any firm or with a
    phone each."""
    name = _ASIDE.sub("", part)
    return (
        bool(found[_NAME])
        and (not found[_UNIT] or len(found[_PHONE]) > 1)
        and 2 <= len(name) <= 3
        and name[0] in SURNAMES
        and found[_NAME][0][0] in SURNAMES
        and _is_name(part)
        and not _COUNT_SHAPE.fullmatch(part)
    )


def _settle(others: list[str], found: list[list[str]], text: str) -> None:
    """Further names are people where a firm or a phone each is named too or they are written with 、 between them; else
    the first is a firm's short name."""
    if not others:
        return
    several = found[_UNIT] or len(found[_PHONE]) == len(others) + 1
    if several or f"{found[_NAME][0]}、{others[0]}" in text.replace(" ", ""):
        found[_NAME] += others
        return
    for other in others:
        _place(other, found)


def _set_aside(aside: re.Match[str], asides: list[str]) -> str:
    """What stands in brackets comes after all else; 代 and 男 stay with the name, as does what is part of a firm."""
    after = aside.string[aside.end() :]
    if after.startswith(("有限", "股份", "公司", "集团", "分公司")):
        return aside[0]
    if (
        _OF_THE_NAME.fullmatch(aside[1])
        and _HAN_BEFORE.search(aside.string, 0, aside.start())
        and not _UNIT_SHAPE.fullmatch(aside[1])
    ):
        return f"{aside[0]} "
    asides.append(aside[1])
    return " "


def _place(part: str, found: list[list[str]]) -> None:
    labelled = LABELLED.fullmatch(part)
    if labelled:
        column = next((index + 2 for index, group in enumerate(labelled.groups()[:5]) if group), _NAME)
        if labelled[6]:
            found[column].append(labelled[6])
    elif not found[_UNIT] and all(both := unit_and_position(part)):
        found[_UNIT].append(both[0])
        person = not found[_NAME] and both[1][0] in SURNAMES and _is_name(both[1]) and unit_and_position(both[1])[0]
        found[_NAME if person else _POSITION].append(both[1])
    elif _UNIT_SHAPE.fullmatch(part) and not found[_UNIT]:
        found[_UNIT].append(part)
    elif _POSITION_SHAPE.fullmatch(part) or unit_and_position(part) == ("", part):
        found[_POSITION].append(part)
    elif _COUNT_SHAPE.fullmatch(part):
        found[_COUNT].append(part)
    elif _is_name(part) and not found[_NAME]:
        found[_NAME].append(part)
    elif not found[_UNIT] and _is_name(part) and found[_NAME] and parse_company(part).industry:
        # 丙食品: a firm's short name says its trade.
        found[_UNIT].append(part)
    elif not found[_UNIT] and _is_name(part) and part[0] in SURNAMES and found[_NAME][0][0] not in SURNAMES:
        # 某某建材 王五: the first of the two was the firm.
        found[_UNIT], found[_NAME] = found[_NAME], [part]
    elif not found[_UNIT] and len(part) >= (4 if found[_NAME] else 5) and not _CHATTER.fullmatch(part):
        found[_UNIT].append(part)
    else:
        found[_REST].append(part)


def _is_name(part: str) -> bool:
    return _NAME_SHAPE.fullmatch(_ASIDE.sub("", part)) is not None and not _CHATTER.fullmatch(part)
