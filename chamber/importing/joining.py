"""Tables of one workbook that are parts of one list: a sheet a district, with a column more here and another order there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from chamber.fields import Amount
from chamber.importing.guessing import look_of
from chamber.importing.looks import SAMPLE, Looks
from chamber.importing.mapping import How, MappedColumn
from chamber.importing.reading.tables.model import Column, Kind, Record, Table
from chamber.importing.reading.workbook import letter
from chamber.importing.targets import Target
from chamber.importing.titles import fold_title
from chamber.text.cells import as_written

_TELLING = frozenset(("code", "mobile", "mail", "date", "company", "post", "place", "person"))
_SHARED = 0.6
_NUMBER = r"[\d,.，．]+"
_BARE = re.compile(rf"[约近]?\s*{_NUMBER}(?:\s*[-~—至]\s*{_NUMBER})?[余多]?(?:以上|以下|左右)?")

Key = tuple[str, int]
Proposal = Sequence[MappedColumn]


def belong_together(table: Table, proposal: Proposal, best: Table, of_best: Proposal, target: Target) -> bool:
    """Whether a table is a further part of the best one: the same titles, or enough columns that mean the same, in the
    same units. What is hidden is no part."""
    if table.hidden or table.kind is not best.kind or table.units != best.units:
        return False
    if not is_headed(table) and best.kind is Kind.LIST:
        # A list that goes on where the sheet of the other ended: every column holds what it holds there.
        return bool(table.records) and len(table.columns) <= len(best.columns) and _alike(table, best)
    if not is_headed(best):
        return False
    if [column.title for column in table.columns] == [column.title for column in best.columns]:
        return True
    if not table.records:
        return False
    theirs = keys_of(best, of_best)
    mine = keys_of(table, proposal, best, theirs)
    shared = set(mine) & set(theirs)
    named = {path for column in proposal if column.how is How.TITLE for path in column.paths}
    units = {key: column.unit for key, column in zip(mine, table.columns, strict=True)}
    return (
        len(shared) >= 2
        and len(shared) >= _SHARED * min(len(mine), len(theirs))
        and named.issuperset(target.required)
        and all(units[key] == column.unit for key, column in zip(theirs, best.columns, strict=True) if key in units)
    )


def keys_of(table: Table, proposal: Proposal, first: Table | None = None, of_first: Sequence[Key] = ()) -> list[Key]:
    """What each column is known by in all tables: as in the `first` where that has the same title, else the field its title
    names, else the title, and which of several it is."""
    alike = dict(zip(_titles(first), of_first, strict=True)) if first else {}
    titles = _titles(table)
    taken = {alike[title] for title in titles if title in alike}
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(1))
    found: list[Key] = []
    for title, column, mapped in zip(titles, table.columns, proposal, strict=False):
        key = alike.get(title)
        if key is None:
            name = mapped.field if mapped.field and mapped.how is How.TITLE else title[0] or column.letter
            key = next(one for number in numbers[name] if (one := (name, number)) not in taken)
            taken.add(key)
        found.append(key)
    return found


def _looks(table: Table) -> list[str]:
    """What the values of each column look like, where that tells one column from another."""
    records = table.records[:: max(1, len(table.records) // SAMPLE)]
    columns = [Looks([record.cells[place] for record in records]) for place in range(len(table.columns))]
    return [look if (look := look_of(column)) in _TELLING else "" for column in columns]


def _alike(table: Table, best: Table) -> bool:
    """Whether columns at the same place look alike: two at least, and none otherwise."""
    pairs = [(mine, theirs) for mine, theirs in zip(_looks(table), _looks(best), strict=False) if mine and theirs]
    return len(pairs) >= 2 and all(mine == theirs for mine, theirs in pairs)


def _titles(table: Table) -> list[Key]:
    """The folded titles, each with which of several it is; a column without one by its letter."""
    seen: Counter[str] = Counter()
    found: list[Key] = []
    for column in table.columns:
        name = fold_title(column.title) or column.letter
        seen[name] += 1
        found.append((name, seen[name]))
    return found


def aligned(tables: Sequence[Table], proposals: Sequence[Proposal], target: Target) -> list[Table]:
    """The tables with the same columns in the same order: those of the first, then what the others have besides. Bare
    numbers of one whose amounts are in other units say theirs."""
    first = keys_of(tables[0], proposals[0])
    keys = [first]
    keys += [
        keys_of(table, proposal, tables[0], first) if is_headed(table) else _by_place(table, first, tables[0])
        for table, proposal in zip(tables[1:], proposals[1:], strict=True)
    ]
    units = dict(zip(first, proposals[0], strict=False))
    others = zip(tables[1:], proposals[1:], keys[1:], strict=True)
    tables = [tables[0], *(_in_units(*each, units, target) for each in others)]
    if all(own == keys[0] for own in keys):
        return list(tables)
    columns = dict(zip(keys[0], tables[0].columns, strict=True))
    for own, table in zip(keys[1:], tables[1:], strict=True):
        for key, column in zip(own, table.columns, strict=True):
            if key not in columns:
                columns[key] = replace(column, letter=_free(column.letter, columns.values()))
    return [_laid_out(table, own, columns) for table, own in zip(tables, keys, strict=True)]


def is_headed(table: Table) -> bool:
    """Whether its columns have names: those of a list without a header are known by their places alone."""
    return table.kind is Kind.FORM or bool(table.header_rows) or any(column.title for column in table.columns)


def _by_place(table: Table, first: Sequence[Key], best: Table) -> list[Key]:
    """The keys of a list without a header: by place, or by what the values look like where another order shows."""
    mine, theirs = _looks(table), _looks(best)
    if any(one and other and one != other for one, other in zip(mine, theirs, strict=False)):
        once = [look for look in mine if look and mine.count(look) == theirs.count(look) == 1]
        return [
            first[theirs.index(look)] if look in once else (column.letter, 0)
            for look, column in zip(mine, table.columns, strict=True)
        ]
    more = [(column.letter, 0) for column in table.columns[len(first) :]]
    return [*first[: len(table.columns)], *more]


def _in_units(
    table: Table, proposal: Proposal, own: Sequence[Key], first: Mapping[Key, MappedColumn], target: Target
) -> Table:
    units = {
        place: column.unit or "元"
        for place, (key, column) in enumerate(zip(own, proposal, strict=False))
        if is_headed(table)
        and key in first
        and column.unit != first[key].unit
        and any(isinstance(target.fields[path].field.kind, Amount) for path in first[key].paths)
    }
    if not units:
        return table
    return replace(table, records=tuple(_said_with(record, units) for record in table.records))


def _said_with(record: Record, units: Mapping[int, str]) -> Record:
    cells = list(record.cells)
    for place, unit in units.items():
        cell = cells[place] if place < len(cells) else None
        if cell is not None and _BARE.fullmatch(str(cell).strip()):
            cells[place] = f"{as_written(cell)}{unit}"
    return record._replace(cells=tuple(cells))


def _free(name: str, columns: Iterable[Column]) -> str:
    """The letter of a column, or the next one nobody has."""
    taken = {column.letter for column in columns}
    place = 0
    while name in taken:
        name = letter(place)
        place += 1
    return name


def _laid_out(table: Table, own: Sequence[Key], columns: dict[Key, Column]) -> Table:
    places = {key: place for place, key in enumerate(own)}
    order = [places.get(key) for key in columns]
    moved = {place: position for position, place in enumerate(order) if place is not None}
    return replace(
        table,
        columns=tuple(
            column if place is None else table.columns[place]
            for place, column in zip(order, columns.values(), strict=True)
        ),
        records=tuple(_moved(record, order, moved) for record in table.records),
        numbering=moved.get(table.numbering) if table.numbering is not None else None,
    )


def _moved(record: Record, order: Sequence[int | None], moved: dict[int, int]) -> Record:
    cells = tuple([None if place is None else record.cells[place] for place in order])
    remarks = tuple(remark._replace(column=moved.get(remark.column, -1)) for remark in record.remarks)
    return record._replace(cells=cells, remarks=remarks)


def whole(tables: Sequence[Table]) -> Table:
    """All records under the columns of the first: what a mapping is proposed for."""
    records = tuple(record for table in tables for record in table.records)
    return replace(tables[0], records=records, section_levels=max(table.section_levels for table in tables))
