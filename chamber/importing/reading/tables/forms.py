"""Key–value forms (登记表): a label beside its value, again and again, offered as one record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from chamber.importing.reading.tables import words
from chamber.importing.reading.tables.area import Area
from chamber.importing.reading.tables.header import HeaderFinder
from chamber.importing.reading.tables.model import Column, Fate, Kind, Line, Record, Table, Why
from chamber.importing.reading.workbook import Cell, letter

_MOST_ROWS = 300
_MOST_COLUMNS = 64
_FEWEST_LABELS = 4
_FEWEST_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label with its value; `row` and `column` are the value's place."""

    title: str
    row: int
    column: int
    value: Cell


def find_forms(area: Area, headers: HeaderFinder) -> list[Table]:
    """The forms of a sheet, or nothing when it is no form."""
    if area.last > _MOST_ROWS or area.sheet.width > _MOST_COLUMNS or not _looks_like_form(area, headers):
        return []
    pairs: list[_Pair] = []
    others: list[Line] = []
    for number in area.nonblank(1, _MOST_ROWS):
        found = _pairs_of(area, headers, number)
        pairs += found
        if not found:
            others.append(_line(area, number, bool(pairs)))
    forms = _transposed(area, headers, pairs) or _split(pairs)
    tables: list[Table] = []
    for place, form in enumerate(forms):
        first = form[0].row if place else 0
        last = forms[place + 1][0].row if place + 1 < len(forms) else area.last + 1
        lines = [line for line in others if first <= line.row < last]
        tables.append(_table(area, form, lines, place + 1))
    return tables


def _looks_like_form(area: Area, headers: HeaderFinder) -> bool:
    """Known labels with something else to their right, in several rows, and hardly any beside each other."""
    pairs = runs = 0
    rows: set[int] = set()
    titles: set[str] = set()
    for number in area.nonblank(1, _MOST_ROWS):
        for column, value in area.filled(number):
            label, inline = _inline(value)
            if inline and headers.known(label) >= 0.5:
                pairs += 1
                titles.add(words.clean(label))
                rows.add(number)
            elif headers.known(value) >= 0.5:
                beside = area.at(number, area.span_from(number, column).right + 1)
                if headers.known(beside) >= 0.5:
                    runs += 1
                else:
                    pairs += 1
                    titles.add(words.cleaned(value))
                    rows.add(number)
    return len(titles) >= _FEWEST_LABELS and len(rows) >= _FEWEST_ROWS and pairs > 2 * runs


def _inline(value: Cell) -> tuple[str, str]:
    """'企业名称：赤峰某某公司' as label and value; ('', '') when the cell is not of that kind."""
    if not isinstance(value, str):
        return "", ""
    head, colon, tail = value.strip().replace(":", "：", 1).partition("：")
    return (head, tail.strip()) if colon and tail.strip() and len(head) <= 20 else ("", "")


def _pairs_of(area: Area, headers: HeaderFinder, number: int) -> list[_Pair]:
    found: list[_Pair] = []
    taken = -1
    cells = area.filled(number)
    known_here = any(headers.known(value) >= 0.5 for _, value in cells)
    for column, value in cells:
        if column <= taken:
            continue
        label, inline = _inline(value)
        if inline and headers.known(label) >= 0.5:
            found.append(_Pair(words.clean(label), number, column, inline))
            continue
        beside = area.span_from(number, column).right + 1
        is_label = headers.known(value) >= 0.5 or (
            known_here and words.is_title_like(value) and area.at(number, beside) is not None
        )
        if not is_label:
            continue
        content = area.at(number, beside)
        if headers.known(content) >= 0.5:
            content = None
        else:
            taken = area.span_from(number, beside).right
        found.append(_Pair(words.cleaned(value), number, beside, content))
    return found


def _transposed(area: Area, headers: HeaderFinder, pairs: list[_Pair]) -> list[list[_Pair]]:
    """Records side by side, a label in the first column and a record in each column after it; else nothing."""
    left = min(column for row in {pair.row for pair in pairs} for column, _ in area.filled(row))
    rows = sorted({pair.row for pair in pairs})
    cells = {row: [found for found in area.filled(row) if found[0] > left] for row in rows}
    if any(headers.known(value) >= 0.5 for found in cells.values() for _, value in found):
        return []
    if sum(len(found) > 1 for found in cells.values()) < 0.6 * len(rows):
        return []
    columns = sorted({column for found in cells.values() for column, _ in found})
    labelled = [(row, words.cleaned(area.at(row, left))) for row in rows if area.at(row, left) is not None]
    return [[_Pair(label, row, column, area.at(row, column)) for row, label in labelled] for column in columns]


def _line(area: Area, number: int, inside: bool) -> Line:
    text = words.text_of(area.row(number))
    if not inside:
        return Line(number, Fate.TITLE, text)
    if words.is_signature(text):
        return Line(number, Fate.FOOTER, text, Why.SIGNED)
    return Line(number, Fate.FOOTER, text, Why.NOTE if words.is_note(text) else Why.NO_TABLE)


def _split(pairs: list[_Pair]) -> list[list[_Pair]]:
    """Forms one below the other: a new one where the first label comes again with most of the others."""
    forms: list[list[_Pair]] = []
    current: list[_Pair] = []
    for place, pair in enumerate(pairs):
        if current and pair.title == current[0].title:
            titles = {one.title for one in current}
            again = {one.title for one in pairs[place:]}
            if len(titles & again) >= 0.6 * len(titles):
                forms.append(current)
                current = []
        current.append(pair)
    return [*forms, current] if current else forms


def _table(area: Area, form: list[_Pair], lines: list[Line], block: int) -> Table:
    seen: Counter[str] = Counter()
    columns: list[Column] = []
    for pair in form:
        seen[pair.title] += 1
        place = f"{letter(pair.column)}{pair.row}"
        hidden = pair.column in area.sheet.hidden_columns
        columns.append(Column(place, pair.column, pair.title, words.unit_of(pair.title), hidden, seen[pair.title]))
    first = form[0].row
    rows = sorted({pair.row for pair in form} - {first})
    lines = sorted([*lines, *(Line(row, Fate.RECORD, words.text_of(area.row(row))) for row in rows)])
    blank = all(pair.value is None for pair in form)
    records = () if blank else (Record(first, tuple(pair.value for pair in form)),)
    if blank:
        lines.insert(0, Line(first, Fate.NUMBERED, words.text_of(area.row(first)), Why.NO_VALUE))
    return Table(
        area.sheet.name, Kind.FORM, (), tuple(columns), records, tuple(lines), block=block, hidden=area.sheet.hidden
    )
