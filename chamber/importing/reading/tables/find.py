"""`find_layout` and `find_tables`: from sheets of raw cells to tables, every filled row accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from chamber.importing.reading.chat_entry import is_heading, people_of
from chamber.importing.reading.tables import words
from chamber.importing.reading.tables.area import Area
from chamber.importing.reading.tables.body import Body, Walker
from chamber.importing.reading.tables.columns import Block, blocks_alike, blocks_of, columns_of
from chamber.importing.reading.tables.forms import find_forms
from chamber.importing.reading.tables.header import Band, HeaderFinder
from chamber.importing.reading.tables.model import (
    Column,
    Fate,
    HeaderSense,
    Kind,
    Layout,
    Line,
    Record,
    SheetLayout,
    Table,
    Why,
)
from chamber.importing.reading.tables.paired import find_pairs
from chamber.importing.reading.tables.rolls import find_roll
from chamber.importing.reading.workbook import Cell, Sheet, Workbook, letter


def find_tables(source: Workbook | Sheet, is_header: HeaderSense) -> tuple[Table, ...]:
    """The tables of a workbook or a sheet, in order."""
    if isinstance(source, Sheet):
        return find_sheet_layout(source, is_header).tables
    return find_layout(source, is_header).tables


def find_layout(workbook: Workbook, is_header: HeaderSense) -> Layout:
    """All sheets with their tables and the account of their rows."""
    several = sum(not sheet.empty for sheet in workbook.sheets) > 1
    found: list[SheetLayout] = []
    for sheet in workbook.sheets:
        if several and sheet.name.strip() in words.SUMMARY_SHEETS:
            found.append(SheetLayout(sheet.name, sheet.hidden, (), _outside(Area(sheet), Why.SUMMARY)))
        else:
            found.append(find_sheet_layout(sheet, is_header))
    return Layout(tuple(found))


def find_sheet_layout(sheet: Sheet, is_header: HeaderSense) -> SheetLayout:
    """One sheet."""
    area = Area(sheet)
    if sheet.titles:
        return SheetLayout(sheet.name, sheet.hidden, (_chat_table(area),))
    headers = HeaderFinder(area, is_header)
    if whole := find_roll(area, headers) or find_forms(area, headers):
        return SheetLayout(sheet.name, sheet.hidden, tuple(whole))
    tables: list[Table] = []
    start = 1
    while start <= area.last:
        band = headers.find(start)
        if start == 1 and (pairs := find_pairs(area, headers, band)):
            return pairs.restored(find_sheet_layout(pairs.sheet, is_header), area)
        if band is not None and _records_above(area, start, band):
            more, start = _headerless(area, headers, start, band.top - 1, len(tables) + 1)
            tables += more
        elif band is not None:
            more, start = _with_header(area, headers, start, band, len(tables) + 1)
            tables += more
        else:
            more, start = _headerless(area, headers, start, area.last, len(tables) + 1)
            tables += more
    tables = _under_posts(tables)
    covered = {row for table in tables for row in _rows_of(table)}
    lines = _outside(area, Why.NO_TABLE if tables else Why.PROSE, covered)
    return SheetLayout(sheet.name, sheet.hidden, tuple(tables), lines)


def _under_posts(tables: list[Table]) -> list[Table]:
    """The tables of a sheet, where further ones stand below posts (副会长单位) those below the first post too."""
    posts = [
        line
        for table in tables
        for line in (*table.of(Fate.SECTION), *table.of(Fate.TITLE)[-1:])
        if words.is_post(line.text)
    ]
    headed = len(posts) > 1
    return [_under_its_title(table) if headed and not table.section_levels else table for table in tables]


def _under_its_title(table: Table) -> Table:
    titles = table.of(Fate.TITLE)
    if not titles or not words.is_post(titles[-1].text):
        return table
    last = titles[-1]
    return replace(
        table,
        section_levels=1,
        lines=tuple(line._replace(fate=Fate.SECTION) if line is last else line for line in table.lines),
        records=tuple(record._replace(sections=(words.section_name(last.text),)) for record in table.records),
    )


def _with_header(area: Area, headers: HeaderFinder, start: int, band: Band, number: int) -> tuple[list[Table], int]:
    """The tables under one header, side by side as a rule none or one more; and where the next may start."""
    titles = [Line(row, Fate.TITLE, words.text_of(area.row(row))) for row in range(start, band.top) if area.row(row)]
    units = tuple(dict.fromkeys(unit for line in titles for unit in words.units_of_line(line.text)))
    blocks = blocks_of(area, band)
    header_rows = tuple(row for row in band.rows if area.row(row))
    widest = max((len(area.rows[row - 1]) for row in range(band.top, area.last + 1)), default=0)
    tables: list[Table] = []
    end = start
    for place, block in enumerate(blocks):
        last = place == len(blocks) - 1
        width = len(block.titles)
        if last:
            width = max(width, (_usual_width(area, band, width) if area.sheet.delimited else widest) - block.left)
        body, opened = _walk(area, headers, block, width, band, titles, last=last)
        lines = [Line(row, Fate.HEADER, words.text_of(area.row(row))) for row in header_rows]
        above = [line._replace(fate=Fate.SECTION) if opened and line is titles[-1] else line for line in titles]
        if block.group:
            above.append(Line(band.top, Fate.TITLE, block.group))
        table = _table(area, block, width, body, header_rows, [*above, *lines, *body.lines])
        numbering = _numbering(area, block, band)
        tables.append(_without_ghosts(table, numbering, units, number + place))
        end = max(end, body.ended_at)
    return tables, end


def _walk(
    area: Area, headers: HeaderFinder, block: Block, width: int, band: Band, titles: list[Line], *, last: bool
) -> tuple[Body, bool]:
    """Walk a block; True when the last text above the header turns out to be a section."""
    numbering = _numbering(area, block, band)

    def body(before: str) -> Body:
        # A text that stood above the header and comes again is the title of the next page, no section.
        again = frozenset(line.text for line in titles if line.text != before)
        return Walker(area, block, width, band, numbering, headers, again, last=last).walk(
            band.bottom + 1, before or block.group
        )

    above = titles[-1] if titles else None
    if above is None or len(area.filled(above.row)) != 1 or words.units_of_line(above.text):
        return body(""), False
    if words.section_number(above.text):
        return body(above.text), True
    walked = body("")
    sections = {line.row for line in walked.lines if line.fate is Fate.SECTION}
    if any(line.row in sections and words.are_headings_alike(above.text, line.text) for line in walked.lines):
        # 常务副会长（2人） right above the header, 副会长（3人） further down; 1号桌 and 2号桌; 单位：甲 and 单位：乙.
        return body(above.text), True
    if "：" in above.text:
        return walked, False
    again = [line.row for line in walked.lines if line.fate is Fate.HEADER]
    # Every repeated header stands under a section, so the first does too.
    if again and all(any(row - step in sections for step in (1, 2)) for row in again):
        return body(above.text), True
    return walked, False


def _headerless(area: Area, headers: HeaderFinder, start: int, end: int, number: int) -> tuple[list[Table], int]:
    """A list without a header between two rows, or several beside each other; nothing when the rows are only text."""
    rows = [row for row in range(start, end + 1) if area.row(row)]
    several = [row for row in rows if len(area.filled(row)) > 1]
    if not several and _is_prose(area, rows):
        return [], end + 1
    first = next((row for row in rows if len(area.filled(row)) > 1), rows[0]) if several else rows[0]
    while not several and first != rows[-1] and words.is_list_title(words.text_of(area.row(first))):
        first = rows[rows.index(first) + 1]
    titles = [Line(row, Fate.TITLE, words.text_of(area.row(row))) for row in rows if row < first]
    width = max(len(area.row(row)) for row in rows)
    rows = [row for row in rows if row >= first]
    if area.sheet.delimited:
        width = Counter(len(area.row(row)) for row in rows).most_common(1)[0][0]
    tables: list[Table] = []
    after = end + 1
    blocks = blocks_alike(area, rows, width)
    for place, block in enumerate(blocks):
        last = place == len(blocks) - 1
        table, ended = _untitled(area, headers, block, titles, rows, end, number + place, last=last)
        tables.append(table)
        after = ended if not place else max(after, ended)
    return tables, after


def _untitled(
    area: Area,
    headers: HeaderFinder,
    block: Block,
    titles: list[Line],
    rows: list[int],
    end: int,
    number: int,
    *,
    last: bool,
) -> tuple[Table, int]:
    """One such list, and where the next table may start."""
    first, width = rows[0], len(block.titles)
    numbering = _running_column(area, range(block.left, block.left + min(width, 3)), rows, block.left)
    body = Walker(area, block, width, None, numbering, headers, last=last).walk(first)
    if titles and _opens_like(area, titles[-1], body, first):
        before = titles[-1]
        titles = titles[:-1]
        body = Walker(area, block, width, None, numbering, headers, last=last).walk(first, before.text)
        body.lines.insert(0, before._replace(fate=Fate.SECTION))
    kept = [record for record in body.records if record.row <= end]
    lines = [line for line in body.lines if line.row <= end]
    limited = Body(kept, lines, body.levels, min(body.ended_at, end + 1))
    units = tuple(dict.fromkeys(unit for line in titles for unit in words.units_of_line(line.text)))
    table = _table(area, block, width, limited, (), [*titles, *lines])
    return _without_ghosts(table, numbering, units, number), limited.ended_at


def _opens_like(area: Area, title: Line, body: Body, first: int) -> bool:
    """Whether the text right above the first record is a section like those further down."""
    sections = [line for line in body.lines if line.fate is Fate.SECTION]
    filled = area.filled(title.row)
    if not sections or title.row != first - 1 or len(filled) != 1:
        return False
    if number := words.section_number(title.text):
        return number == words.section_number(sections[0].text)
    column = filled[0][0]
    later = area.filled(sections[0].row)[0][0]
    spans = [area.span_from(title.row, column), area.span_from(sections[0].row, later)]
    return column == later and spans[0].right == spans[1].right and title.text[-1:] == sections[0].text[-1:]


def _table(area: Area, block: Block, width: int, body: Body, header_rows: tuple[int, ...], lines: list[Line]) -> Table:
    columns = columns_of(area, block)
    hidden = area.sheet.hidden_columns
    columns += tuple(
        Column(letter(index), index, "", hidden=index in hidden)
        for index in range(block.left + len(columns), block.left + width)
    )
    return Table(
        area.sheet.name,
        Kind.LIST,
        header_rows,
        columns,
        tuple(body.records),
        tuple(lines),
        section_levels=body.levels,
        hidden=area.sheet.hidden,
    )


def _without_ghosts(table: Table, numbering: int | None, units: tuple[str, ...], block: int) -> Table:
    """The table without columns that have neither title nor value."""
    untitled = {place for place, column in enumerate(table.columns) if not column.title}
    for record in table.records:
        if not untitled:
            break
        untitled = {place for place in untitled if record.cells[place] is None}
    columns, records = table.columns, table.records
    if untitled:
        kept = [place for place in range(len(columns)) if place not in untitled]
        moved = {place: position for position, place in enumerate(kept)}
        columns = tuple(columns[place] for place in kept)
        records = tuple(_projected(record, kept, moved) for record in records)
        numbering = moved.get(numbering) if numbering is not None else None
    return Table(
        table.sheet,
        table.kind,
        table.header_rows,
        columns,
        records,
        table.lines,
        units,
        numbering,
        table.section_levels,
        block,
        table.hidden,
    )


def _projected(record: Record, kept: list[int], moved: dict[int, int]) -> Record:
    cells = record.cells
    remarks = tuple(remark._replace(column=moved.get(remark.column, -1)) for remark in record.remarks)
    return record._replace(cells=tuple([cells[place] for place in kept]), remarks=remarks)


def _usual_width(area: Area, band: Band, titled: int) -> int:
    """How many cells a line of a delimited text has: those titled, unless most lines have more."""
    lengths = Counter(len(row) for row in area.rows[band.bottom :] if row)
    longer = Counter({length: count for length, count in lengths.items() if length > titled})
    if longer and sum(longer.values()) > 0.5 * sum(lengths.values()):
        return longer.most_common(1)[0][0]
    return titled


def _records_above(area: Area, start: int, band: Band) -> bool:
    """Whether the rows above a header are a list of their own rather than titles."""
    wide = [row for row in range(start, band.top) if len(area.filled(row)) >= 3]
    plain = [row for row in wide if not any(words.is_label_with_colon(str(value)) for _, value in area.filled(row))]
    return len(plain) >= 3


def _numbering(area: Area, block: Block, band: Band) -> int | None:
    """The column of running numbers, by its title or, for titles that may mean a code too, by its values."""
    for place, title in enumerate(block.titles):
        if words.levels_of(title)[-1] in words.NUMBERING_TITLES:
            return place
    sample = area.nonblank(band.bottom + 1, 50)
    maybe = [place for place, title in enumerate(block.titles[:3]) if title in words.MAYBE_NUMBERING]
    return _running_column(area, [block.left + place for place in maybe], sample, block.left)


def _running_column(area: Area, columns: range | list[int], rows: list[int], left: int = 0) -> int | None:
    for column in columns:
        values = [value for row in rows[:50] if (value := area.at(row, column)) is not None]
        numbers = [int(float(str(value).strip(" .、"))) for value in values if _plain_number(value)]
        rising = sum(after == before + 1 for before, after in pairwise(numbers))
        if len(numbers) >= 3 and len(numbers) >= 0.6 * len(values) and rising >= 0.8 * (len(numbers) - 1):
            return column - left
    return None


def _plain_number(value: Cell) -> bool:
    return words.is_running_number(value) and str(value).strip(" .、").replace(".0", "").isdecimal()


def _is_prose(area: Area, rows: list[int]) -> bool:
    """Whether lone texts are notes rather than a list of names."""
    texts = [words.text_of(area.row(row)) for row in rows]
    if len(texts) < 2:
        return True
    loose = sum(words.is_sentence(text) or bool(words.section_number(text)) or words.is_note(text) for text in texts)
    return loose >= 0.3 * len(texts) or sum(map(len, texts)) > 25 * len(texts)


def _chat_table(area: Area) -> Table:
    """A chat roll: its columns are named by the reader, its entries start with their number."""
    titles = area.sheet.titles
    block = Block(0, len(titles), titles)
    records: list[Record] = []
    lines: list[Line] = []
    sections: tuple[str, ...] = ()
    headings = _headings_of_chat(area)
    for number, row in enumerate(area.rows, start=1):
        if not row:
            continue
        text = words.text_of(row)
        if number in headings:
            sections = (words.section_name(text),)
            lines.append(Line(number, Fate.SECTION, text))
        elif not isinstance(row[0], int):
            fate, why = (Fate.SKIPPED, Why.NOTE) if records else (Fate.TITLE, Why.NONE)
            lines.append(Line(number, fate, text, why))
        elif len(row) - row.count(None) == 1:
            lines.append(Line(number, Fate.NUMBERED, text, Why.NUMBER_ONLY))
        else:
            whole = row + (None,) * (len(titles) - len(row))
            records += [Record(number, one, sections) for one in people_of(whole)]
    used = [place for place in range(len(titles)) if any(record.cells[place] is not None for record in records)]
    moved = {place: position for position, place in enumerate(used)}
    columns = columns_of(area, block)
    return Table(
        area.sheet.name,
        Kind.LIST,
        (),
        tuple(columns[place] for place in used),
        tuple(_projected(record, used, moved) for record in records),
        tuple(lines),
        numbering=moved.get(0),
        section_levels=int(bool(headings)),
    )


def _headings_of_chat(area: Area) -> frozenset[int]:
    """Lines that name an office or a post above those who are of it, where there are several; those above no entry aside."""
    found: list[int] = []
    last = 0
    for number, row in enumerate(area.rows, start=1):
        if row and isinstance(row[0], int):
            if last:
                found.append(last)
            last = 0
        elif row:
            last = number if is_heading(words.text_of(row)) else 0
    return frozenset(found) if len(found) > 1 else frozenset()


def _rows_of(table: Table) -> set[int]:
    return {line.row for line in table.lines} | {record.row for record in table.records}


def _outside(area: Area, why: Why, covered: Collection[int] = ()) -> tuple[Line, ...]:
    """The filled rows that are in no table."""
    return tuple(
        Line(number, Fate.SKIPPED, words.text_of(row), why)
        for number, row in enumerate(area.rows, start=1)
        if row and number not in covered
    )
