"""Key–value forms (登记表): a label beside its value, again and again, offered as one record."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from chamber.importing.reading.tables import words
from chamber.importing.reading.tables.area import Area
from chamber.importing.reading.tables.header import HeaderFinder
from chamber.importing.reading.tables.model import Column, Fate, Kind, Line, Record, Table, Why
from chamber.importing.reading.workbook import Cell, letter

_MOST_ROWS = 300
_MOST_COLUMNS = 64
_FEWEST_LABELS = 4
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
_GROUP_ROWS = 6
_DENSE = 0.3
"""The part of a form's rows that hold labels at least; of a list some cells may read like labels (手机：139…, 见备注)."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label with its value; `row` and `column` are the value's place."""

    title: str
    row: int
    column: int
    value: Cell


def find_forms(area: Area, headers: HeaderFinder) -> list[Table]:
    """The forms of a sheet, or nothing when it is no form."""
    if area.last > _MOST_ROWS or area.sheet.width > _MOST_COLUMNS:
        return []
    pairs = _stacked(area, headers)
    labels = sorted({pair.row - 1 for pair in pairs})
    if not pairs and not _looks_like_form(area, headers):
        return []
    others = [Line(number, Fate.HEADER, words.text_of(area.row(number))) for number in labels]
    beside: list[_Pair] = []
    for number in area.nonblank(1, _MOST_ROWS):
        if number in labels or any(pair.row == number for pair in pairs):
            continue
        found = [] if pairs else _pairs_of(area, headers, number, beside)
        beside += found
        if not found:
            first = pairs[0].row if pairs else beside[0].row if beside else number
            others.append(_line(area, number, number > first))
    forms = _split(pairs) if pairs else _transposed(area, headers, beside) or _apart(beside)
    tables: list[Table] = []
    for place, form in enumerate(forms):
        above = int(bool(pairs))
        first = form[0].row - above if place else 0
        last = forms[place + 1][0].row - above if place + 1 < len(forms) else area.last + 1
        lines = [line for line in others if first <= line.row < last]
        tables.append(_table(area, form, lines, place + 1))
    return tables


def _looks_like_form(area: Area, headers: HeaderFinder) -> bool:
    """Known labels with something else to their right, in several rows, and hardly any beside each other."""
    pairs = runs = inlines = 0
    found: defaultdict[int, set[str]] = defaultdict(set)
    listed = _listed(area, headers)
    for number in area.nonblank(1, _MOST_ROWS):
        for column, value in area.filled(number) if number not in listed else ():
            label, inline = _inline(value)
            if inline and headers.known(label) >= 0.5:
                pairs += 1
                inlines += 1
                found[number].add(words.clean(label))
            elif headers.known(value) >= 0.5:
                beside = area.at(number, area.span_from(number, column).right + 1)
                if headers.known(beside) >= 0.5:
                    runs += 1
                else:
                    pairs += 1
                    found[number].add(words.cleaned(value))
    rows, titles = len(found), {title for row in found.values() for title in row}
    alone = Counter(title for row in found.values() if len(row) == 1 for title in row)
    if max(alone.values(), default=0) > 0.5 * rows:
        # 经营项目：… in every row of a list, whose header has its labels apart.
        return False
    filled = len(area.nonblank(1, _MOST_ROWS))
    if len(titles) >= _FEWEST_LABELS and rows >= max(_FEWEST_ROWS, _DENSE * filled) and pairs > 2 * runs:
        return True
    # A few lines to each of several people, as they come in messages: 姓名：… 单位：… 电话：…
    return len(titles) > 1 and inlines >= 2 * len(titles) and rows == filled


def _listed(area: Area, headers: HeaderFinder) -> set[int]:
    """The titles and records of a list on the sheet, three columns and two records at least, which a form may hold or a
    list may come with a few labels around it; and a title over the whole width that reads like a label."""
    found: set[int] = set()
    numbers = area.nonblank(1, _MOST_ROWS)
    for place, number in enumerate(numbers):
        cells = area.filled(number)
        if len(cells) == 1 and area.span_from(number, cells[0][0]).right >= max(2, area.sheet.width - 1):
            found.add(number)
        if len(cells) < _FEWEST_COLUMNS or not _are_labels(headers, cells):
            continue
        columns = {column for column, _ in cells}
        records: list[int] = []
        for below in numbers[place + 1 :]:
            values = area.filled(below)
            inside = len(values) > 1 and {column for column, _ in values} <= columns
            if not inside or any(headers.known(value) >= 0.5 or _inline(value)[0] for _, value in values):
                break
            records.append(below)
        if len(records) > 1:
            found.update((number, *records))
    return found


def _stacked(area: Area, headers: HeaderFinder) -> list[_Pair]:
    """A form whose values stand below their labels: a row of labels, a row of values, other labels, their values. Nothing
    when it is a list, where a header has more than a row of values, or several lists one below the other."""
    found: list[_Pair] = []
    rows: list[frozenset[str]] = []
    ended = 0
    number = 1
    while number < area.last:
        labels = area.filled(number)
        follows = ended == number - 1
        if not _are_labels(headers, labels) or (len(labels) < 2 and not follows):
            number += 1
            continue
        if not follows and not _varied(rows):
            return []
        rows = (
            [*rows, frozenset(words.cleaned(value) for _, value in labels)]
            if follows
            else [frozenset(words.cleaned(value) for _, value in labels)]
        )
        places = {column for column, _ in labels}
        values = area.filled(number + 1)
        if not {column for column, _ in values} <= places or any(headers.known(value) >= 0.5 for _, value in values):
            return []
        found += [
            _Pair(words.without_number(words.cleaned(value)), number + 1, column, area.at(number + 1, column))
            for column, value in labels
        ]
        ended = number + 1
        if _goes_on(area, headers, number + 2, places):
            return []
        number += 2
    titles = {pair.title for pair in found}
    return found if rows and _varied(rows) and len(titles) >= _FEWEST_LABELS else []


def _varied(rows: list[frozenset[str]]) -> bool:
    """Whether several rows of labels, not the same again, make the form; nothing read yet is no objection."""
    return not rows or (len(set(rows)) > 1 and len(rows[0]) > 1)


def _goes_on(area: Area, headers: HeaderFinder, number: int, places: set[int]) -> bool:
    """Whether more values stand below the first: a list. What ends a form stands in a cell of its own or has a colon."""
    after = area.filled(number)
    if len(after) < 2 or _are_labels(headers, after) or not {column for column, _ in after} & places:
        return False
    return not any(words.is_label_with_colon(str(value)) for _, value in after)


def _are_labels(headers: HeaderFinder, cells: list[tuple[int, Cell]]) -> bool:
    """A row of nothing but short texts, most of them known labels."""
    known = sum(headers.known(value) >= 0.5 for _, value in cells)
    return bool(cells) and known >= 0.6 * len(cells) and all(words.is_title_like(value) for _, value in cells)


def _inline(value: Cell) -> tuple[str, str]:
    """'企业名称：赤峰某某公司' as label and value; ('', '') when the cell is not of that kind."""
    if not isinstance(value, str):
        return "", ""
    head, colon, tail = value.strip().replace(":", "：", 1).partition("：")
    return (words.without_number(head), tail.strip()) if colon and tail.strip() and len(head) <= 20 else ("", "")


def _pairs_of(area: Area, headers: HeaderFinder, number: int, before: list[_Pair]) -> list[_Pair]:
    """The labels of a row with their values; beside those known also what stands where labels stood `before`."""
    found: list[_Pair] = []
    taken = -1
    cells = area.filled(number)
    group = _group_above(area, headers, number)
    known_here = any(headers.known(value) >= 0.5 for _, value in cells)
    if not known_here and len(cells) == 2 and before and not words.is_signature(words.text_of(area.row(number))):
        column = area.span_from(number, cells[0][0]).right + 1
        known_here = column == cells[1][0] and any(pair.column == column for pair in before)
    if (
        not known_here
        and len(cells) > 2
        and len(cells) % 2 == 0
        and not words.is_signature(words.text_of(area.row(number)))
    ):
        # Labels nobody knows, but they and their values stand where those of other rows do.
        columns = {pair.column for pair in before}
        known_here = all(
            area.span_from(number, label).right + 1 == column and column in columns
            for (label, _), (column, _) in zip(cells[::2], cells[1::2], strict=True)
        )
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
            if _is_group(area, headers, number, column):
                group = words.without_number(words.cleaned(value))
                continue
            if headers.known(value) < 0.5:
                # 企业基本情况 down the side: a heading of the labels beside it.
                continue
            content = None
        else:
            taken = area.span_from(number, beside).right
        title = words.without_number(words.cleaned(value))
        found.append(
            _Pair(f"{group}/{title}" if group and words.is_of_a_person(title) else title, number, beside, content)
        )
    return found


def _is_group(area: Area, headers: HeaderFinder, number: int, column: int) -> bool:
    """法定代表人 before 姓名 and 手机, each with its value: whose they are."""
    value = area.at(number, column)
    beside = area.span_from(number, column).right + 1
    after = area.at(number, area.span_from(number, beside).right + 1)
    return (
        isinstance(value, str)
        and words.asked_for(value) == "person"
        and not words.is_of_a_person(words.cleaned(value))
        and words.is_of_a_person(words.cleaned(area.at(number, beside)))
        and headers.known(after) < 0.5
    )


def _group_above(area: Area, headers: HeaderFinder, number: int) -> str:
    """Whose the labels of a row are that has nothing in the column where a row above says it."""
    cells = area.filled(number)
    column = cells[0][0] - 1 if cells else -1
    if column < 0:
        return ""
    row = next((row for row in range(number - 1, max(0, number - _GROUP_ROWS), -1) if area.at(row, column)), 0)
    if not row or not _is_group(area, headers, row, column):
        return ""
    return words.without_number(words.cleaned(area.at(row, column)))


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


def _apart(pairs: list[_Pair]) -> list[list[_Pair]]:
    """Forms beside each other, where the first label comes again in its row with most of the others to the right of it; in
    each those below each other."""
    first = pairs[0] if pairs else None
    starts = [pair.column for pair in pairs if first and (pair.row, pair.title) == (first.row, first.title)]
    if len(starts) < 2:
        return _split(pairs)
    sides = [
        [pair for pair in pairs if start <= pair.column and (after is None or pair.column < after)]
        for start, after in zip([0, *starts[1:]], [*starts[1:], None], strict=True)
    ]
    titles = [{pair.title for pair in side} for side in sides]
    if any(len(titles[0] & other) < 0.6 * max(len(titles[0]), len(other)) for other in titles[1:]):
        return _split(pairs)
    forms = [form for side in sides for form in _split(side)]
    return sorted(forms, key=lambda form: (form[0].row, form[0].column))


def _without_ditto(form: list[_Pair]) -> list[_Pair]:
    """同上 in a form means what was filled in before it under a label of its kind: the nearest above in its column, else the
    nearest of all."""
    found: list[_Pair] = []
    for pair in form:
        if isinstance(pair.value, str) and pair.value in words.REPEATS:
            kind = words.asked_for(pair.title)
            alike = [one for one in found if one.value is not None and words.asked_for(one.title) == kind]
            above = [one for one in alike if one.column == pair.column]
            pair = replace(pair, value=(above or alike)[-1].value) if alike else pair
        found.append(pair)
    return found


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
    form = _without_ditto(form)
    lines = sorted([*lines, *(Line(row, Fate.RECORD, words.text_of(area.row(row))) for row in rows)])
    blank = all(pair.value is None for pair in form)
    records = () if blank else (Record(first, tuple(pair.value for pair in form)),)
    if blank:
        lines.insert(0, Line(first, Fate.NUMBERED, words.text_of(area.row(first)), Why.NO_VALUE))
    return Table(
        area.sheet.name, Kind.FORM, (), tuple(columns), records, tuple(lines), block=block, hidden=area.sheet.hidden
    )
