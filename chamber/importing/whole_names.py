"""A name in two columns, as address books export it: 姓 and 名, Last Name and First Name."""

from __future__ import annotations

import re
from dataclasses import replace

from chamber.importing.reading import Cell
from chamber.importing.reading.tables.model import Kind, Layout, Record, Table
from chamber.importing.titles import fold_title
from chamber.text.cells import as_text, is_blank

_FAMILY = frozenset(("姓", "姓氏", "lastname", "familyname", "surname"))
_GIVEN = frozenset(("名", "名字", "firstname", "givenname", "forename"))
_WHOLE = frozenset(("姓名", "name", "fullname", "displayname", "联系人", "联系人姓名"))
_HAN = re.compile(r"[㐀-鿿]")


def with_whole_names(layout: Layout) -> Layout:
    """The layout with both parts of a name in the column of the first, where no column has it whole."""
    return Layout(tuple(replace(one, tables=tuple(map(_joined, one.tables))) for one in layout.sheets))


def _joined(table: Table) -> Table:
    words = [fold_title(column.title) for column in table.columns]
    family = next((place for place, word in enumerate(words) if word in _FAMILY), None)
    given = next((place for place, word in enumerate(words) if word in _GIVEN), None)
    if table.kind is not Kind.LIST or family is None or given is None or not _WHOLE.isdisjoint(words):
        return table
    columns = list(table.columns)
    columns[family] = replace(columns[family], title="姓名")
    records = tuple(_with_name(record, family, given) for record in table.records)
    return replace(table, columns=tuple(columns), records=records)


def _with_name(record: Record, family: int, given: int) -> Record:
    cells = list(record.cells)
    cells[family], cells[given] = _name(cells[family], cells[given]), None
    return record._replace(cells=tuple(cells))


def _name(family: Cell, given: Cell) -> Cell:
    """王 and 小某 as 王小某, Miller and Anna as Anna Miller."""
    parts = [text for cell in (family, given) if not is_blank(text := as_text(cell).strip())]
    if len(parts) == 2 and not _HAN.search("".join(parts)):
        parts = [f"{parts[1]} {parts[0]}"]
    return "".join(parts) or None
