"""A sheet that is nothing but names beside each other: a seating plan, who sits in which car, who was elected to what.

Each column is a block of its own with the one column of names; the post, row or table a name stands under or behind is its
section. Anything else in the sheet (a number, a phone, a title) makes it a list like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chamber.importing.reading.tables import words
from chamber.importing.reading.tables.area import Area
from chamber.importing.reading.tables.header import HeaderFinder
from chamber.importing.reading.tables.model import Column, Fate, Kind, Line, Record, Table, Why
from chamber.importing.reading.workbook import letter
from chamber.text.persons import SURNAMES

_WIDEST, _LONGEST = 60, 5_000
_FEWEST, _SURE, _FEW = 4, 0.7, 3
_BETWEEN = re.compile(r"[\s、，,;；]+")
_IN_BRACKETS = re.compile(r"[(（][^()（）]+[)）]")
_ASIDE = re.compile(r"[(（][^()（）]{1,8}[)）]$")
_PERSON = re.compile(r"[㐀-鿿某×]{2,4}|[㐀-鿿]{1,8}·[㐀-鿿]{1,8}")
_ORGANISATION = re.compile(r"[㐀-鿿\w()（）·]{2,40}(?:公司|集团|商会|协会|合作社|合作联社|事务所|商行|酒店|研究院|厂)")
_PLACE = re.compile(
    r"(?:第[一二三四五六七八九十\d]{1,3}|[一二三四五六七八九十\d]{1,3}|前|后)[排桌组列号车批]{1,2}|主席台|主桌|贵宾席"
)
_ENDS = re.compile(r"[排桌组列车批席团队区座]$")


@dataclass(slots=True)
class _Roll:
    """What was found on the way down: names by column, each with its row and sections."""

    names: dict[tuple[int, int], list[Record]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    groups: dict[int, str] = field(default_factory=dict)
    header: int = 0
    named: bool = False
    heading: str = ""
    label: str = ""
    kinds: dict[str, int] = field(default_factory=lambda: {"姓名": 0, "单位名称": 0, "": 0})
    beside: int = 0
    rows: int = 0


def find_roll(area: Area, headers: HeaderFinder) -> list[Table]:
    """The columns of names of a sheet that holds nothing else, each a table; nothing for any other sheet."""
    if area.sheet.width > _WIDEST or area.last > _LONGEST:
        return []
    roll = _Roll()
    for number, row in enumerate(area.rows, start=1):
        if row and not _take(roll, area, number):
            return []
    # 姓名 beside 介绍人 are fields of a list; 姓名 over each of its columns is said once too often.
    titles = set(roll.groups.values())
    if any(headers.known(title) >= 0.5 or words.asked_for(title) == "person" for title in titles):
        if len(titles) > 1:
            return []
        roll.named = True
    told = sum(roll.kinds.values())
    if told < _FEWEST or len(roll.names) < 2 or roll.beside < 0.5 * roll.rows:
        return []
    if any(_is_of_another_kind(records) for records in roll.names.values()):
        return []
    title, count = max(roll.kinds.items(), key=lambda one: one[1])
    return list(_tables(area, roll, title)) if title and count >= _SURE * told else []


def _take(roll: _Roll, area: Area, number: int) -> bool:
    """Take a row in; False when it says that the sheet is no roll."""
    cells = area.filled(number)
    texts = [
        (column, nth, part)
        for column, value in cells
        if isinstance(value, str)
        for nth, part in enumerate(_parts(value))
    ]
    if not texts or any(not isinstance(value, str) for _, value in cells):
        return False
    line = words.text_of(area.row(number))
    kinds = [_kind(words.clean(part)) for *_, part in texts]
    if len(texts) == 1 and not kinds[0]:
        return _alone(roll, number, words.clean(texts[0][2]), line)
    if not any(kinds) and not roll.names and not roll.header and all(len(part) <= 12 for *_, part in texts):
        roll.header = number
        roll.groups = {column: words.clean(part) for column, _nth, part in texts}
        roll.lines.append(Line(number, Fate.HEADER, line))
        return True
    if not kinds[0] and len(texts) > 1 and _is_label(texts[0][2]):
        roll.label = words.section_name(texts[0][2])
        texts, kinds = texts[1:], kinds[1:]
    roll.rows += 1
    roll.beside += len(texts) > 1
    for (column, nth, part), kind in zip(texts, kinds, strict=True):
        text = words.clean(part)
        if (not kind and (len(text) > 8 or _is_label(text) or not text.isalpha())) or (
            kind != "单位名称" and words.is_title_hint(text)
        ):
            return False
        roll.kinds[kind] += 1
        sections = (words.section_name(roll.heading), roll.groups.get(column, ""), roll.label)
        roll.names.setdefault((column, nth), []).append(Record(number, (part,), sections))
    return True


def _alone(roll: _Roll, number: int, text: str, line: str) -> bool:
    """A text alone in its row: a title, what the names below it are, or a word at the end."""
    if words.is_note(text) or words.is_signature(text) or words.is_total(text) or _IN_BRACKETS.fullmatch(text):
        roll.lines.append(
            Line(number, Fate.FOOTER if roll.names else Fate.TITLE, line, Why.NOTE if roll.names else Why.NONE)
        )
        return True
    if len(text) > 40 or (roll.names and not (_is_label(text) or words.section_number(text))):
        return False
    if _is_label(text) or words.section_number(text):
        roll.heading, roll.label = text, ""
        roll.lines.append(Line(number, Fate.SECTION, line))
    else:
        roll.lines.append(Line(number, Fate.TITLE, line))
    return True


def _is_of_another_kind(records: list[Record]) -> bool:
    """Whether a column holds hardly any name for certain: departments beside names are no names."""
    sure = sum(bool(_kind(words.cleaned(record.cells[0]))) for record in records)
    return len(records) >= _FEW and sure < len(records) / _FEW


def _parts(value: str) -> list[str]:
    """The names of a cell that holds several and nothing else, a post with a colon before them apart; else the cell."""
    head, colon, tail = value.replace(":", "：").partition("：")
    if colon and tail.strip() and _is_label(words.clean(head)):
        return [head, *_parts(tail)]
    names: list[str] = []
    for token in filter(None, _BETWEEN.split(value)):
        if len(token) == 1 and names and len(names[-1]) == 1:
            # 王 某: the blank of layout between two characters of one name.
            names[-1] += token
        else:
            names.append(token)
    return names if len(names) > 1 and all(_kind(name) == "姓名" for name in names) else [value]


def _kind(text: str) -> str:
    """The title of what a text is for certain, '' for anything else."""
    bare = _ASIDE.sub("", re.sub(r"\s+", "", text))
    if _is_label(bare):
        return ""
    if _ORGANISATION.fullmatch(bare):
        return "单位名称"
    return "姓名" if _PERSON.fullmatch(bare) and bare[0] in SURNAMES else ""


def _is_label(text: str) -> bool:
    """'第一排', '1号桌', '副会长（按姓氏笔画排序）', '主席台': what stands over or before names and is none."""
    bare = _ASIDE.sub("", words.section_name(text))
    return bool(words.is_post(bare) or _PLACE.fullmatch(bare) or (len(bare) > 2 and _ENDS.search(bare)))


def _tables(area: Area, roll: _Roll, title: str) -> Iterator[Table]:
    found = [record for records in roll.names.values() for record in records]
    used = [
        level
        for level in range(3)
        if any(record.sections[level] for record in found) and not (level == 1 and roll.named)
    ]
    for block, ((column, _nth), records) in enumerate(sorted(roll.names.items()), start=1):
        yield Table(
            area.sheet.name,
            Kind.LIST,
            (roll.header,) if roll.header else (),
            (Column(letter(column), column, title, hidden=column in area.sheet.hidden_columns),),
            tuple(record._replace(sections=tuple(record.sections[level] for level in used)) for record in records),
            tuple(roll.lines),
            section_levels=len(used),
            block=block,
            hidden=area.sheet.hidden,
        )
