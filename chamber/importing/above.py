"""What a line above a table says of all its rows: 单位名称：某某公司 over a list of the company's people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from chamber.importing import synonyms
from chamber.importing.looks import names_organisation
from chamber.importing.reading import Cell, Sheet, Workbook
from chamber.importing.reading.tables import words
from chamber.importing.reading.tables.model import Column, Fate, Kind, Layout, Table
from chamber.importing.reading.workbook import letter
from chamber.importing.targets import Target
from chamber.importing.titles import taken_apart
from chamber.text.cells import as_text, is_blank

_LABELLED = re.compile(
    r"(?P<label>[\u3400-\u9fff]{2,10}(?:[(（][^()（）]{1,8}[)）])?)\s*[:：]\s*(?P<said>.*?)"
    r"(?=\s{2,}|\s+[\u3400-\u9fff]{2,10}(?:[(（][^()（）]{1,8}[)）])?\s*[:：]|$)",
    re.DOTALL,
)
_SEAL = re.compile(r"[(（]\s*(?:盖章|公章|章|签章|加盖公章)\s*[)）]")


def with_party(layout: Layout, workbook: Workbook, target: Target) -> Layout:
    """The layout with the organisation named above a list as one more column, where its people come without."""
    if target.name not in ("contacts", "attendance"):
        return layout
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    found = [
        replace(one, tables=tuple(_of_party(table, sheets[one.sheet], target) for table in one.tables))
        for one in layout.sheets
    ]
    return Layout(tuple(found))


def _of_party(table: Table, sheet: Sheet, target: Target) -> Table:
    named = any(_names_party(column.title, target) for column in table.columns)
    if named or table.kind is not Kind.LIST or not table.header_rows or not table.records:
        return table
    if any(_names_party(label, target) for line in table.of(Fate.SECTION) for label in [line.text.partition("：")[0]]):
        return table
    for line in table.of(Fate.TITLE):
        for place, label, said in _told(sheet.rows[line.row - 1]):
            if _names_party(label, target) and (names_organisation(said) or words.is_place_or_unit(said)):
                column = Column(f"{letter(place)}{line.row}", place, label, below=None)
                records = tuple(record._replace(cells=(*record.cells, said)) for record in table.records)
                return replace(table, columns=(*table.columns, column), records=records)
    return table


def _told(row: tuple[Cell, ...]) -> Iterator[tuple[int, str, str]]:
    """(column, label, what is said) of a line: in one cell with a colon between, or in two cells beside each other."""
    filled = [(place, as_text(cell)) for place, cell in enumerate(row) if cell is not None]
    for at, (place, text) in enumerate(filled):
        pairs = [(found["label"], found["said"].strip()) for found in _LABELLED.finditer(text)]
        if not any(said for _label, said in pairs) and at + 1 < len(filled):
            place, said = filled[at + 1]
            pairs = [(text.rstrip(":："), said)]
        for label, said in pairs:
            if not is_blank(said):
                yield place, label, _SEAL.sub("", said).strip(" 　_")


def _names_party(title: str, target: Target) -> bool:
    apart = taken_apart(words.levels_of(title))
    offers = synonyms.candidates(apart, target.name)
    known = bool(offers) and offers[0][0] == target.party and offers[0][1] >= synonyms.EXACT
    return known or target.party in synonyms.split_of(apart, target)
