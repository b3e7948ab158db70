"""Cells to values, a column at a time: each field's kind reads, what it can't read stays as written."""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from chamber.fields import (
    Amount,
    Choice,
    Choices,
    Context,
    Field,
    Kind,
    Link,
    LinkedText,
    PersonName,
    Phones,
    Place,
    Tags,
    Text,
)
from chamber.i18n import N_, _
from chamber.importing.mapping import MappedColumn
from chamber.importing.reading import Cell
from chamber.importing.reading.tables.model import Record
from chamber.importing.targets import Target
from chamber.importing.ticks import option_of, ticks_to
from chamber.text.cells import as_text, as_written, is_blank
from chamber.text.ticked import ticked
from chamber.text.units import unit_and_position
from chamber.text.values import Parsed, Problem

_MEMO = 50_000
"""Different cells of a column remembered with what they were read as."""


_AT_ONCE = 200
"""Cells of a column read together. One that is not plain has all of them looked at."""

_LONG = 4_000
"""Characters a cell may have to be read as numbers, dates, phones and the like."""
_FAX = re.compile(r"^\s*(?:公司|单位|企业|办公|商务|工作)?\s*(?:传\s*真|fax)", re.IGNORECASE)
_PARTLY = frozenset(("words", "several", "masked", "short", "letter", "account", "unsure", "rest", "choice"))
"""Problems of a cell of which a part has no place in the value: its text is kept whole beside it."""


class CellProblem(NamedTuple):
    """A problem at a cell: the place of its row in the plan, the column's letter, the field's path, the cell's text."""

    row: int
    letter: str
    path: str
    value: str
    problem: Problem

    @property
    def words(self) -> str:
        """What is wrong, in the active language, and whether the text is kept all the same."""
        said = self.problem.render(_)
        return _("{problem}; kept as written").format(problem=said) if self.problem.kept else said


@dataclass(slots=True)
class Values:
    """What the rows say, a list per path in the order of the rows; None where a row says nothing.

    `raw` keeps what could not be read: row → path → text.
    """

    size: int
    columns: dict[str, list[Any]] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    raw: dict[int, dict[str, str]] = field(default_factory=dict)

    def of(self, row: int) -> dict[str, Any]:
        """The values a row gives, empty ones left out."""
        return {path: value for path, values in self.columns.items() if (value := values[row]) is not None}

    def get(self, path: str, row: int) -> Any:
        values = self.columns.get(path)
        return values[row] if values else None

    def column(self, path: str) -> list[Any]:
        """The list of a path, made when it is not there yet."""
        values = self.columns.get(path)
        if values is None:
            values = self.columns[path] = [None] * self.size
        return values

    def keep_raw(self, row: int, path: str, text: str) -> None:
        self.raw.setdefault(row, {})[path] = text


@dataclass(slots=True)
class _Reading:
    target: Target
    context: Context
    values: Values


def read_values(records: Sequence[Record], columns: Sequence[MappedColumn], target: Target, context: Context) -> Values:
    """Read every mapped column of the records."""
    reading = _Reading(target, context, Values(len(records)))
    by_path: dict[str, list[tuple[int, MappedColumn]]] = {}
    for place, column in enumerate(columns):
        for path in column.paths:
            by_path.setdefault(path, []).append((place, column))
    for path, parts in by_path.items():
        _read_path(reading, path, parts, records, columns)
    return reading.values


def cells_at(records: Sequence[Record], place: int, columns: Sequence[MappedColumn]) -> list[Cell]:
    """The cells of one column; a `§` column is a level of the section rows."""
    letter = columns[place].letter
    if letter.startswith("§"):
        level = int(letter[1:]) - 1
        return [record.sections[level] if level < len(record.sections) else None for record in records]
    return [record.cells[place] if place < len(record.cells) else None for record in records]


def _read_path(
    reading: _Reading,
    path: str,
    parts: Sequence[tuple[int, MappedColumn]],
    records: Sequence[Record],
    columns: Sequence[MappedColumn],
) -> None:
    described = reading.target.fields[path].field
    if isinstance(described.kind, Place):
        _read_place(reading, path, described, parts, [cells_at(records, place, columns) for place, _ in parts])
        return
    several = reading.target.fields[path].repeatable
    nearer: Sequence[Cell] = ()
    for place, column in parts if several else sorted(parts, key=_nearest_first):
        cells = cells_at(records, place, columns)
        if column.letter.startswith("§") and not several:
            # 副会长单位 over 常务副会长单位: the nearer section is the one that holds.
            nearer = nearer or [None] * len(cells)
            cells = [None if near else cell for near, cell in zip(nearer, cells, strict=True)]
            nearer = [near or cell for near, cell in zip(nearer, cells, strict=True)]
        if isinstance(described.kind, Choice) and (option := option_of(described.kind, column.title)):
            cells = [ticks_to(cell, option, described.kind) for cell in cells]
        if len(column.paths) == 2:
            numbers = isinstance(reading.target.fields[column.paths[1]].field.kind, Phones)
            half = 0 if column.paths[0] == path else 1
            cells = [_half(cell, half) if numbers else _part(cell, half) for cell in cells]
        _read_column(reading, path, described, column, cells)


def _nearest_first(part: tuple[int, MappedColumn]) -> tuple[int, int]:
    """The columns in their order, then the sections from the inside out."""
    place, column = part
    return (1, -place) if column.letter.startswith("§") else (0, place)


def reader_of(described: Field, context: Context, unit: str = "") -> Callable[[Cell], Parsed[Any]]:
    """How a cell of a field is read. Names of other records stay text: they are linked when all rows are known."""
    kind = described.kind
    if isinstance(kind, Amount):
        context = replace(context, unit=unit or None)
    if (named := _named_by(kind)) is not kind:
        return lambda cell: named.parse(cell, context)
    if not isinstance(kind, Text):
        return lambda cell: (
            _too_long(cell) if isinstance(cell, str) and len(cell) > _LONG else kind.parse(cell, context)
        )
    if type(kind) is Text and not kind.multiline:
        return lambda cell: kind.parse(_chosen(cell), context)
    return lambda cell: kind.parse(cell, context)


def _named_by(kind: Kind) -> Kind:
    """What a cell of a field is read as before links are found."""
    if isinstance(kind, (Link, LinkedText)):
        return PersonName() if kind.entity == "person" else Text()
    return kind


def _too_long(cell: str) -> Parsed[Any]:
    text = f"{cell[:40]} ..."
    return Parsed(None, (Problem("length", N_("Far too long for this field: {text}"), {"text": text}, kept=True),))


def _chosen(cell: Cell) -> Cell:
    """Of a text with boxes to tick (□国有 ☑民营) what is ticked."""
    if isinstance(cell, str) and (words := ticked(cell)) is not None:
        return "、".join(words) or None
    return cell


def _read_column(reading: _Reading, path: str, described: Field, column: MappedColumn, cells: Sequence[Cell]) -> None:
    read = reader_of(described, reading.context, column.unit)
    kind, values = described.kind, reading.values
    named = _named_by(kind)
    is_empty = operator.not_ if isinstance(kind, (Link, LinkedText)) else kind.is_empty
    label = _label_in(column.title) if isinstance(kind, Phones) else ""
    out = values.column(path)
    memo: dict[Any, tuple[Any, tuple[Problem, ...]]] = {}
    problems = values.problems
    looked_at: list[int] = []
    for start in range(0, len(cells), _AT_ONCE):
        rows = range(start, min(start + _AT_ONCE, len(cells)))
        plainly = named.at_once(cells[start : rows.stop]) if not label and not any(out[start : rows.stop]) else None
        if plainly is None:
            looked_at += rows
        else:
            out[start : rows.stop] = plainly
    for row in looked_at:
        cell = cells[row]
        if cell is None:
            continue
        key = cell if type(cell) is str else (type(cell), cell)
        known = memo.get(key)
        if known is None:
            parsed = read(cell)
            value = None if is_empty(parsed.value) else parsed.value
            if label and value:
                value = tuple(replace(phone, label=phone.label or label) for phone in value)
            if len(memo) > _MEMO:
                memo.clear()
            known = memo[key] = (value, parsed.problems)
        value, found = known
        if found:
            text = as_written(cell)
            problems.extend([CellProblem(row, column.letter, path, text, problem) for problem in found])
            if value is None or any(problem.code in _PARTLY for problem in found):
                values.keep_raw(row, path, text)
        if value is not None:
            old = out[row]
            out[row] = value if old is None else _joined(values, row, column, path, described, old, value)


def _label_in(title: str) -> str:
    """What numbers a column's title says they are, where it matters: nobody answers a fax."""
    return "传真" if _FAX.search(title) else ""


def _joined(values: Values, row: int, column: MappedColumn, path: str, described: Field, old: Any, new: Any) -> Any:
    """Two columns that make one field."""
    kind = described.kind
    if isinstance(kind, Phones):
        numbers = {(phone.number, phone.extension) for phone in old}
        return (*old, *(phone for phone in new if (phone.number, phone.extension) not in numbers))
    if isinstance(kind, (Choices, Tags)):
        return tuple(dict.fromkeys((*old, *new)))
    if old == new:
        return old
    if kind.multiline:
        return f"{old}\n{new}"
    values.problems.append(
        CellProblem(
            row,
            column.letter,
            path,
            str(new),
            Problem("second", N_("Another column gave this field already; kept beside it: {text}"), {"text": str(new)}),
        )
    )
    values.keep_raw(row, f"{path}@{column.letter}", str(new))
    return old


def _read_place(
    reading: _Reading,
    path: str,
    described: Field,
    parts: Sequence[tuple[int, MappedColumn]],
    cells: Sequence[Sequence[Cell]],
) -> None:
    """One division from one column, or from several that go from the province down."""
    values, kind = reading.values, described.kind
    out = values.column(path)
    texts = [_place_text(row) for row in zip(*cells, strict=True)]
    context = replace(reading.context, within=_within(reading, path, texts))
    outside = path == "target_division"
    letter = parts[0][1].letter
    memo: dict[str, tuple[Any, tuple[Problem, ...]]] = {}
    for row, text in enumerate(texts):
        if not text:
            continue
        known = memo.get(text)
        if known is None:
            known = memo[text] = _place_of(kind, text, context, outside)
        value, found = known
        if value is not None:
            out[row] = value
        if found:
            values.problems.extend([CellProblem(row, letter, path, text, problem) for problem in found])
            if value is None or any(problem.code in _PARTLY for problem in found):
                values.keep_raw(row, path, text)


def _place_of(kind: Kind, text: str, context: Context, outside: bool) -> tuple[Any, tuple[Problem, ...]]:
    from chamber.divisions import divisions

    parsed = kind.parse(text, context)
    value = parsed.value or None
    if value is None and "/" in text:
        # 内蒙古/赤峰/某某农场: the last part may be none of the gazetteer's; what stands above it is known.
        above = kind.parse(text.rsplit("/", 1)[0], context)
        if above.value:
            note = Problem(
                "rest",
                N_('Read as {name}; "{rest}" is not known below it'),
                {"name": divisions().name(above.value), "rest": text.rsplit("/", 1)[1]},
            )
            return above.value, (note,)
    problems = parsed.problems
    if value and outside and context.within and (problem := divisions().outside(value, context.within)):
        problems = (*problems, problem)
    return value, problems


def _place_text(cells: Sequence[Cell]) -> str:
    """The cells of a division's columns as one text; 赤峰市 twice is said once."""
    texts = [as_written(cell) for cell in cells if cell is not None and not is_blank(as_text(cell))]
    return "/".join(dict.fromkeys(texts)) if len(texts) > 1 else texts[0] if texts else ""


def _within(reading: _Reading, path: str, texts: Sequence[str]) -> str | None:
    """The city the divisions of a column belong to: the chamber's own for home and target, else the one most rows name."""
    from chamber.divisions import divisions

    own = reading.context.within
    if path == "business_division":
        own = None
    if own:
        return own
    gazetteer = divisions()
    counts: Counter[str] = Counter()
    for text, count in Counter(filter(None, texts)).most_common(500):
        found = gazetteer.find(text, None).value
        if found and not found.code.endswith("0000"):
            counts[found.code[:4] + "00"] += count
    if not counts:
        return None
    city, most = counts.most_common(1)[0]
    return city if most * 2 > sum(counts.values()) else None


_NUMBERS = re.compile(r"[+(]?[\d*][\d\s\-—()*#+/,，;；、转]{5,}[\d*)]")


def _half(cell: Cell, half: int) -> Cell:
    """The name (0) or the numbers (1) of a cell such as `张某 13900000001`."""
    text = as_text(cell)
    if is_blank(text):
        return None
    if half == 1:
        found = _NUMBERS.findall(text)
        return " ".join(found) if found else None
    name = re.sub(r"\(\s*\)", "", _NUMBERS.sub(" ", text))
    name = re.sub(r"(?:手机|电话|联系方式|微信同号|同微信)[:：]?", "", name)
    return re.sub(r"\(\s*\)", "", name).strip(" \t\n,，、;；/:：-—()") or None


def _part(cell: Cell, half: int) -> Cell:
    """The unit (0) or the position (1) of a cell such as `某某公司 董事长`."""
    return None if is_blank(as_text(cell)) else unit_and_position(as_written(cell))[half] or None


def kept_as_written(record: Record, columns: Sequence[MappedColumn]) -> Mapping[str, str]:
    """The texts of the columns that have no field, by title: nothing of a row is lost."""
    kept: dict[str, str] = {}
    for place, column in enumerate(columns):
        if column.field or column.ordinal:
            continue
        if column.letter.startswith("§"):
            cell = cells_at((record,), place, columns)[0]
        else:
            cell = record.cells[place] if place < len(record.cells) else None
        text = as_written(cell)
        if not is_blank(as_text(cell)):
            name = column.key if column.key not in kept else f"{column.key} ({column.letter})"
            kept[name] = text
    return kept
