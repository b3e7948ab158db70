"""Walking down a table: every row is a record, a section, a footer, a repeated header or a number without content."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import date

from chamber.importing.reading.tables import words
from chamber.importing.reading.tables.area import Area
from chamber.importing.reading.tables.columns import Block
from chamber.importing.reading.tables.dittos import without_ditto
from chamber.importing.reading.tables.groups import find_groups
from chamber.importing.reading.tables.header import Band, HeaderFinder
from chamber.importing.reading.tables.model import Fate, Line, Record, Remark, RemarkKind, Why
from chamber.importing.reading.tables.sections import Sections
from chamber.importing.reading.tables.under import line_under
from chamber.importing.reading.workbook import Cell, Row, Span


@dataclass(slots=True)
class Body:
    """What a walk found."""

    records: list[Record] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    levels: int = 0
    ended_at: int = 0


class Walker:
    """Walks one block of one table."""

    def __init__(
        self,
        area: Area,
        block: Block,
        width: int,
        band: Band | None,
        numbering: int | None,
        headers: HeaderFinder,
        titles: frozenset[str] = frozenset(),
        *,
        last: bool = True,
    ) -> None:
        self._area = area
        self._left, self._right = block.left, block.left + width
        self._width = width
        self._band = band
        self._numbering = numbering
        self._headers = headers
        self._titles = titles
        self._asked = [words.asked_for(words.levels_of(title)[-1]) for title in block.titles]
        self._keys = self._header_keys(band)
        self._hidden = area.sheet.hidden_rows
        self._joined = area.sheet.joined
        # Beyond a block with another beside it nothing is too much.
        self._delimited = area.sheet.delimited and last
        self._sections = Sections()
        self._active: dict[int, Span] = {}
        self._tall = deque(span for span in area.tall() if self._left <= span.left < self._right)
        self._place_share: dict[int, float] = {}
        self._broken = False
        self._under_titles = band is not None
        self._found = Body()
        self._groups = (
            find_groups(area, block.left, block.titles, band.bottom + 1, numbering) if band is not None else None
        )
        self._titled = max((place for place, title in enumerate(block.titles) if title), default=width - 1) + 1

    def walk(self, start: int, before: str = "") -> Body:
        """From sheet row `start` to the end of the table; `before` is a section text that stood above the header."""
        if before:
            self._sections.enter(self._style(0, before), before)
        rows, left, right = self._area.rows, self._left, self._right
        whole = left == 0
        tall, groups = bool(self._tall), self._groups
        self._found.ended_at = self._area.last + 1
        for number in range(start, self._area.last + 1):
            row = rows[number - 1]
            if not row:
                self._broken = True
                continue
            cells = row if whole and len(row) <= right else row[left:right]
            own = len(cells) - cells.count(None)
            if own == 0:
                self._section_of_all(number)
                continue
            remarks: tuple[Remark, ...] = ()
            if groups:
                if number in groups.heads:
                    self._found.lines.append(Line(number, Fate.SECTION, words.text_of(cells)))
                    continue
                cells, places = groups.filled(number, cells)
                remarks = tuple(Remark(RemarkKind.GROUPED, place) for place in places)
            if tall:
                cells, merged = self._filled_down(number, cells)
                remarks += merged
            if own > 1 and (self._broken or self._is_header_moved(cells)) and self._starts_another(number):
                self._found.ended_at = self._given_back(number)
                break
            self._broken = own == 1
            if self._under_titles and (line := line_under(number, cells, self._titled)):
                self._found.lines.append(line)
            else:
                self._take(number, row, cells, own, remarks)
        self._settle_tail()
        self._found.levels = max((len(record.sections) for record in self._found.records), default=0)
        return self._found

    def _take(self, number: int, row: Row, cells: Row, own: int, remarks: tuple[Remark, ...]) -> None:
        """Sort one row."""
        self._under_titles = False
        head = cells[0] if cells[0] is not None else next(value for value in cells if value is not None)
        filled = len(cells) - cells.count(None) if remarks else own
        if (
            (filled > 3 or filled * 2 > self._width > 1)
            and head not in self._keys
            and self._is_plainly_a_record(head, cells)
        ):
            self._record(number, row, cells, remarks)
            return
        line = self._other(number, cells, own, filled)
        if line is None:
            self._record(number, row, cells, remarks)
        else:
            self._found.lines.append(line)
            self._broken = True
            self._under_titles = line.fate is Fate.HEADER

    def _is_plainly_a_record(self, head: Cell, cells: Row) -> bool:
        """The quick answer for the many: a number where numbers run, or a first text that announces nothing else."""
        numbering = self._numbering
        if numbering is not None:
            value = cells[numbering] if numbering < len(cells) else None
            return type(value) is int or words.is_running_number(value)
        return not isinstance(head, str) or not (
            words.may_announce(head) or "：" in head or ":" in head or head[-1] in "计总"
        )

    def _other(self, number: int, cells: Row, own: int, filled: int) -> Line | None:
        """The row as anything but a record, or None."""
        texts = [value for value in cells if isinstance(value, str)]
        text = words.text_of(cells)
        # What merged titles of the rows above reach down to this one is none of it.
        if self._is_header_again(number, self._area.row(number)[self._left : self._right]):
            return Line(number, Fate.HEADER, text, Why.REPEATED)
        if any(words.is_total(value) for value in texts[:3]) and not self._numbered_record(cells, texts):
            return Line(number, Fate.FOOTER, text, Why.TOTAL)
        if not texts and self._numbering is not None and self._number_of(cells) is None:
            return Line(number, Fate.FOOTER, text, Why.TOTAL)
        if texts and words.ends_as_total(texts[0]) and not self._numbered_record(cells, texts):
            return Line(number, Fate.FOOTER, text, Why.TOTAL)
        if self._numbering is not None and filled == 1 and self._number_of(cells) is not None:
            value = self._number_of(cells)
            if words.is_running_number(value):
                return Line(number, Fate.NUMBERED, text, Why.NUMBER_ONLY)
        if self._is_signatures(cells, texts):
            return Line(number, Fate.FOOTER, text, Why.SIGNED)
        if own == 1 and filled > 1 and self._numbering is not None and self._only_numbering(cells, number):
            return Line(number, Fate.NUMBERED, text, Why.NUMBER_ONLY)
        return self._lone(number, cells, texts, filled, text)

    def _lone(self, number: int, cells: Row, texts: list[str], filled: int, text: str) -> Line | None:
        section = self._numbered_section(cells, texts, filled)
        if section:
            self._sections.enter(self._style(number, section), section)
            return Line(number, Fate.SECTION, text)
        if filled != 1 or not texts:
            if filled == 1 and isinstance(cells[-1], date) and self._width > 2:
                return Line(number, Fate.FOOTER, text, Why.TAIL)
            return None
        lone = texts[0]
        if words.is_adorned(lone) and self._spans_wide(number, cells.index(lone)):
            self._sections.enter(self._style(number, lone), lone)
            return Line(number, Fate.SECTION, text)
        if words.is_note(lone) or (words.is_sentence(lone) and self._width > 1 and not self._is_key_like(cells)):
            return Line(number, Fate.FOOTER, text, Why.NOTE)
        if lone.strip() in self._titles:
            return Line(number, Fate.TITLE, text, Why.REPEATED)
        if self._is_section(number, cells, lone):
            self._sections.enter(self._style(number, lone), lone)
            return Line(number, Fate.SECTION, text)
        if self._width > 2 and words.is_label_with_colon(lone) and not self._holds_labels(cells.index(lone)):
            return Line(number, Fate.FOOTER, text, Why.SIGNED)
        return None

    def _holds_labels(self, place: int) -> bool:
        """Whether the column's own values are of the kind 'label: content'."""
        values = [str(record.cells[place]) for record in self._found.records[:50] if record.cells[place] is not None]
        return any(map(words.is_label_with_colon, values))

    def _section_of_all(self, number: int) -> None:
        """A section over all blocks stands in the first of them only, and counts for the others too."""
        cells = self._area.filled(number)
        if len(cells) == 1 and isinstance(cells[0][1], str):
            span = self._area.span_from(number, cells[0][0])
            if span.left < self._left <= span.right and not words.is_note(cells[0][1]):
                self._sections.enter("wide0", cells[0][1])

    def _is_section(self, number: int, cells: Row, lone: str) -> bool:
        if self._width < 2:
            return False
        place = next(index for index, value in enumerate(cells) if value is not None)
        if self._spans_wide(number, place) or words.section_number(lone) or self._is_above_header(number):
            return True
        if self._numbering is not None:
            return self._number_of(cells) is None or place == self._numbering
        if words.counts_at_end(lone) or lone.rstrip().endswith(("：", ":")):
            return True
        return words.is_place_or_unit(lone) and self._share_of_places(place) < 0.3

    def _is_above_header(self, number: int) -> bool:
        """Whether the header comes again right below a row."""
        cells = self._area.row(number + 1)[self._left : self._right]
        return any(value is not None for value in cells) and self._is_header_again(number + 1, cells)

    def _numbered_section(self, cells: Row, texts: list[str], filled: int) -> str:
        """'一 | 农业项目' and '一、农业项目 | | 3000': a Chinese numeral instead of a number, else only sums."""
        if not texts or self._width < 2:
            return ""
        head = texts[0]
        numbers = sum(words.kind_of(value) == "number" for value in cells if value is not None)
        if words.is_only_numeral(head) and cells.index(head) == (self._numbering or 0) and len(texts) == 2:
            return texts[1] if numbers == filled - 2 else ""
        if filled > 1 and len(texts) == 1 and words.section_number(head) and numbers == filled - 1:
            return head
        return ""

    def _record(self, number: int, row: Row, cells: Row, remarks: tuple[Remark, ...]) -> None:
        if not words.REPEATS.isdisjoint(cells):
            above = self._found.records[-1].cells if self._found.records else ()
            cells, remarks = without_ditto(cells, above, self._asked, remarks)
        if number in self._hidden:
            remarks += (Remark(RemarkKind.HIDDEN),)
        if number in self._joined:
            remarks += (Remark(RemarkKind.JOINED),)
        extra: Row = ()
        if self._delimited:
            if len(row) > self._right and any(value is not None for value in row[self._right :]):
                extra = row[self._right :]
                remarks += (Remark(RemarkKind.LONG),)
            elif len(cells) < self._titled and self._band is not None:
                remarks += (Remark(RemarkKind.SHORT),)
        if len(cells) < self._width:
            cells += (None,) * (self._width - len(cells))
        self._found.records.append(Record(number, cells, self._sections.names, remarks, extra))
        self._sections.record()

    def _filled_down(self, number: int, cells: Row) -> tuple[Row, tuple[Remark, ...]]:
        """Cells with what the merged ranges over this row carry down."""
        while self._tall and self._tall[0].top < number:
            span = self._tall.popleft()
            first = self._band.bottom if self._band else 0
            wide = span.right - span.left + 1 >= max(2, 0.6 * self._width)
            if span.top > first and span.bottom >= number and not wide:
                self._active[span.left - self._left] = span
        remarks: list[Remark] = []
        self._active = {place: span for place, span in self._active.items() if span.bottom >= number}
        for place, span in sorted(self._active.items()):
            value = self._area.at(span.top, span.left)
            if value is None or (place < len(cells) and cells[place] is not None):
                continue
            cells = (*cells[:place], *((None,) * (place - len(cells))), value, *cells[place + 1 :])
            remarks.append(Remark(RemarkKind.MERGED, place))
        return cells, tuple(remarks)

    def _header_keys(self, band: Band | None) -> frozenset[Cell]:
        """First cells that announce a repeated header."""
        if band is None:
            return frozenset()
        keys: set[Cell] = set()
        for row in band.rows:
            keys.update(value for value in self._area.row(row)[self._left : self._right] if value is not None)
        return frozenset(keys)

    def _is_header_again(self, number: int, cells: Row) -> bool:
        if self._band is None:
            return False
        mine = _placed(cells)
        for row in self._band.rows:
            theirs = _placed(self._area.row(row)[self._left : self._right])
            common = len(mine & theirs)
            if common >= max(2, 0.7 * len(theirs)) and common >= 0.7 * len(mine):
                return True
            if common == len(mine) == len(theirs) == 1 and self._width == 1:
                return True
        return False

    def _is_header_moved(self, cells: Row) -> bool:
        """Whether most titles of the header come again, but in other columns: whatever follows is no part of this table."""
        if self._band is None or self._keys.isdisjoint(cells):
            return False
        mine = {title for _, title in _placed(cells)}
        theirs = {
            title for row in self._band.rows for _, title in _placed(self._area.row(row)[self._left : self._right])
        }
        return len(mine & theirs) >= max(2, 0.7 * len(mine))

    def _starts_another(self, number: int) -> bool:
        """Whether a table of its own starts here: after a break, a row of known titles that is not this header."""
        cells = self._area.row(number)[self._left : self._right]
        return self._headers.is_header(number) and not self._is_header_again(number, cells)

    def _given_back(self, number: int) -> int:
        """Where the next table starts: lone texts right above its header are its titles, not ours."""
        found = self._found
        while True:
            above = number - 1
            if found.records and found.records[-1].row == above and len(self._area.filled(above)) == 1:
                found.records.pop()
            elif found.lines and found.lines[-1].row == above and found.lines[-1].fate is Fate.SECTION:
                found.lines.pop()
            else:
                return number
            number = above

    def _number_of(self, cells: Row) -> Cell:
        numbering = self._numbering
        return cells[numbering] if numbering is not None and numbering < len(cells) else None

    def _numbered_record(self, cells: Row, texts: list[str]) -> bool:
        """A numbered row with several texts is a record even when one of them reads like a total."""
        return self._numbering is not None and words.is_running_number(self._number_of(cells)) and len(texts) >= 3

    def _only_numbering(self, cells: Row, number: int) -> bool:
        """A numbered row whose other cells all come from merged cells above."""
        value = self._number_of(cells)
        own = self._area.at(number, self._left + (self._numbering or 0))
        return own is not None and words.is_running_number(value)

    def _is_signatures(self, cells: Row, texts: list[str]) -> bool:
        if not texts or words.is_running_number(self._number_of(cells)):
            return False
        signed = [text for text in texts if words.is_signature(text)]
        labelled = sum(words.is_label_with_colon(text) for text in texts)
        others = len(cells) - cells.count(None) - len(texts)
        return bool(signed) and labelled * 2 >= len(texts) + others

    def _spans_wide(self, number: int, place: int) -> bool:
        span = self._area.span_from(number, self._left + place)
        return span.right - span.left + 1 >= max(2, 0.6 * self._width)

    def _is_key_like(self, cells: Row) -> bool:
        """Long texts are usual in the column a lone text stands in."""
        place = next(index for index, value in enumerate(cells) if value is not None)
        values = [str(record.cells[place]) for record in self._found.records[:50] if record.cells[place] is not None]
        return bool(values) and sum(map(words.is_sentence, values)) >= 0.3 * len(values)

    def _share_of_places(self, place: int) -> float:
        """How many values of a column look like places or offices themselves."""
        if place not in self._place_share:
            start = self._band.bottom + 1 if self._band else 1
            sample = [row for number in self._area.nonblank(start, 200) if len(row := self._area.filled(number)) > 1]
            values = [str(value) for row in sample for column, value in row if column == self._left + place]
            share = sum(map(words.is_place_or_unit, values)) / len(values) if values else 0.0
            self._place_share[place] = share
        return self._place_share[place]

    def _style(self, number: int, text: str) -> str:
        """How a section is written: its numbering, or merged or plain and in which column."""
        numbered = words.section_number(text)
        if numbered:
            return numbered
        place = next(iter(self._area.filled(number)), (self._left, None))[0] if number else self._left
        return f"wide{place}" if self._spans_wide(number, place - self._left) else f"plain{place}"

    def _settle_tail(self) -> None:
        """What stands below the last record is no section of anything, and a lone text after a gap no record."""
        found = self._found
        if self._width > 2 and found.records:
            counts = sorted(self._width - record.cells.count(None) for record in found.records[:200])
            usual = counts[len(counts) // 2]
            while len(found.records) > 1 and usual > 2 and self._is_stray(found.records[-1]):
                record = found.records.pop()
                found.lines.append(Line(record.row, Fate.FOOTER, words.text_of(record.cells), Why.TAIL))
        last = found.records[-1].row if found.records else 0
        for place, line in enumerate(found.lines):
            if line.fate is Fate.SECTION and line.row > last and (found.records or self._band is None):
                found.lines[place] = line._replace(fate=Fate.FOOTER, why=Why.TAIL)
        found.lines.sort()

    def _is_stray(self, record: Record) -> bool:
        if self._width - record.cells.count(None) != 1:
            return False
        value = next(value for value in record.cells if value is not None)
        place = record.cells.index(value)
        apart = not self._area.row(record.row - 1) or self._found_line_at(record.row - 1)
        return isinstance(value, date) or words.kind_of(value) == "date" or place > 1 or apart

    def _found_line_at(self, row: int) -> bool:
        return any(line.row == row for line in self._found.lines[-3:])


def _placed(cells: Row) -> set[tuple[int, str]]:
    """The titles of a row with their columns."""
    return {(place, words.cleaned(value)) for place, value in enumerate(cells) if value is not None}
