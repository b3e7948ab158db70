"""Finding the header: by what the caller knows of titles and by shape, short texts above columns of values.

A header is a band of rows: the row that names the columns, with group titles above or sub-titles below it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from chamber.importing.reading.tables import words
from chamber.importing.reading.tables.area import Area
from chamber.importing.reading.tables.model import HeaderSense
from chamber.importing.reading.workbook import Cell

# How many filled rows are looked at for a header, and how many below a candidate for the shape of its columns.
_SEARCHED = 60
_SAMPLE = 30
_MOST_LEVELS = 5
# How many columns of a very wide sheet decide.
_COLUMNS = 100
_TITLES = 400
# No title is a number of so many digits; years are.
_LONG_NUMBER = 5
_SHORT = 8
# So many known titles in a row make a header, whatever else stands in it.
_SURELY = 4


@dataclass(frozen=True, slots=True)
class Band:
    """The rows of a header, first and last (1-based)."""

    top: int
    bottom: int

    @property
    def rows(self) -> tuple[int, ...]:
        return tuple(range(self.top, self.bottom + 1))


@dataclass(frozen=True, slots=True)
class _Candidate:
    row: int
    filled: int
    sense: float
    strength: float


class HeaderFinder:
    """Looks for headers in one sheet."""

    def __init__(self, area: Area, sense: HeaderSense) -> None:
        self._area = area
        self._sense = sense
        self._known: dict[str, float] = {}

    def find(self, start: int) -> Band | None:
        """The first header from sheet row `start` on, or None when the rows name no columns."""
        numbers = self._area.nonblank(start, _SEARCHED + _SAMPLE)
        for place, number in enumerate(numbers[:_SEARCHED]):
            first = self._candidate(number, numbers[place + 1 :])
            if first is None:
                continue
            best = first
            for step in range(1, 4):
                after = place + step
                if after >= len(numbers) or numbers[after] != number + step or self._holds_values(numbers[after]):
                    break
                if best.sense >= 2 and self._is_record(numbers[after], best.row):
                    break
                rival = self._candidate(numbers[after], numbers[after + 1 :])
                if rival is not None and rival.strength > best.strength + 0.5 and rival.sense > best.sense:
                    best = rival
            return self._band(best.row, start)
        return None

    def _holds_values(self, number: int) -> bool:
        """Whether a row is a record for certain: numbers, dates or codes beside each other, below a header no title."""
        kinds = [words.kind_of(value) for _, value in self._area.filled(number)]
        return len(kinds) > 1 and sum(kind in ("number", "date", "code") for kind in kinds) >= 2

    def _is_record(self, number: int, header: int) -> bool:
        """Whether a row stands cell for cell below known titles and holds a phone, a code or a day: a first record, however
        good the header of the next table further down."""
        cells = self._area.filled(number)
        return [column for column, _ in cells] == [column for column, _ in self._area.filled(header)] and any(
            words.kind_of(value) in ("code", "date")
            or (words.kind_of(value) == "number" and len(str(value)) >= _LONG_NUMBER)
            for _, value in cells
        )

    def is_header(self, number: int) -> bool:
        """Whether a row further down starts a table of its own: most of its cells are known titles."""
        cells = self._area.filled(number)
        if len(cells) < 2 or not all(words.is_title_like(value) or self.known(value) >= 0.5 for _, value in cells):
            return False
        sense = sum(self.known(value) for _, value in cells)
        return sense >= 2 and sense >= 0.6 * len(cells)

    def known(self, value: Cell) -> float:
        """How surely a cell names a known column."""
        if not isinstance(value, str) or len(value) > 120:
            return 0.0
        title = words.clean(value)
        if not title or len(title) > 60:
            return 0.0
        if title not in self._known:
            bare = words.without_brackets(title)
            self._known[title] = max(self._sense(title), self._sense(bare) if bare and bare != title else 0.0)
        return self._known[title]

    def _candidate(self, number: int, below: list[int]) -> _Candidate | None:
        cells = self._area.filled(number)[:_TITLES]
        if not cells or len(cells) < 2:
            return self._single(number, cells, below)
        titles = [(column, value) for column, value in cells if words.is_title_like(value) or self.known(value) >= 0.5]
        if len(titles) < max(2, 0.85 * len(cells)) or not any(isinstance(value, str) for _, value in titles):
            return None
        if not _mostly_distinct([words.cleaned(value) for _, value in titles]):
            return None
        sense = sum(self.known(value) for _, value in cells)
        hints = sum(words.is_title_hint(words.cleaned(value)) for _, value in cells) / len(cells)
        sample = below[:_SAMPLE]
        coverage = min(1.0, len(cells[:_COLUMNS]) / max(1, self._active_columns(sample)))
        looked_at = cells[:_COLUMNS]
        contrast = sum(self._contrasts(column, value, sample) for column, value in looked_at) / len(looked_at)
        accepted = (
            (sense >= 2 and sense >= 0.4 * len(cells))
            or sense >= _SURELY
            or (sense >= 1 and coverage >= 0.5 and (contrast >= 0.2 or hints >= 0.5 or not sample))
            or (coverage >= 0.6 and hints >= 0.5 and (contrast > 0 or len(cells) >= 3))
            or (coverage >= 0.7 and contrast >= 0.5)
        )
        return _Candidate(number, len(cells), sense, sense * 2 + hints + contrast + coverage) if accepted else None

    def _single(self, number: int, cells: list[tuple[int, Cell]], below: list[int]) -> _Candidate | None:
        """A lone known title above a lone column."""
        if not cells or self.known(cells[0][1]) < 0.5:
            return None
        column = cells[0][0]
        sample = below[:_SAMPLE]
        others = [found for row in sample for found in self._area.filled(row)]
        if not others or any(place != column for place, _ in others):
            return None
        return _Candidate(number, 1, 1.0, 2.0)

    def _active_columns(self, sample: list[int]) -> int:
        """Columns filled in a good part of the rows below."""
        counts = Counter(
            column
            for number in sample
            for column, value in enumerate(self._area.row(number)[:_COLUMNS])
            if value is not None
        )
        return sum(count >= max(1, len(sample) // 5) for count in counts.values())

    def _contrasts(self, column: int, title: Cell, sample: list[int]) -> bool:
        """Whether the column below is of another shape than its title, or repeats values the title is none of."""
        values = [value for number in sample if (value := self._area.at(number, column)) is not None]
        if not values:
            return False
        if isinstance(title, int):
            return sum(not words.is_title_like(value) for value in values) >= 0.6 * len(values)
        if isinstance(title, str) and title.isascii():
            return sum(not str(value).isascii() or words.kind_of(value) != "word" for value in values) >= 0.6 * len(
                values
            )
        kind = words.kind_of(title)
        # A text of nine characters above one of thirteen is no title yet.
        alike = ("word", "long") if isinstance(title, str) and len(title) > _SHORT else (kind,)
        others = sum(words.kind_of(value) not in alike for value in values)
        if others >= 0.6 * len(values):
            return True
        distinct = set(map(str, values))
        return len(values) >= 4 and len(distinct) <= len(values) / 2 and str(title) not in distinct

    def _band(self, number: int, start: int) -> Band:
        top = bottom = number
        for span in self._area.starting_in(number):
            if span.bottom > number and span.bottom - number < _MOST_LEVELS and self._is_title_span(span.left, number):
                bottom = max(bottom, span.bottom)
        while top > start and number - top < _MOST_LEVELS and self._is_group_row(top - 1, top):
            top -= 1
        for span in self._area.tall():
            if span.top > bottom:
                break
            if start <= span.top < number <= span.bottom < number + _MOST_LEVELS and span.top >= number - _MOST_LEVELS:
                top, bottom = min(top, span.top), max(bottom, span.bottom)
        while bottom - number < _MOST_LEVELS and (
            self._is_sub_row(bottom + 1, bottom) or self.is_translation(bottom + 1, bottom)
        ):
            bottom += 1
        return Band(top, bottom)

    def _is_title_span(self, column: int, number: int) -> bool:
        return words.is_title_like(self._area.at(number, column))

    def _is_group_row(self, number: int, below: int) -> bool:
        """Whether a row holds group titles over the columns named in the row below it."""
        cells = self._area.filled(number)
        if not cells or not all(isinstance(value, str) and words.is_title_like(value) for _, value in cells):
            return False
        named = {column for column, _ in self._area.filled(below)}
        labels = sum(str(value).rstrip().endswith(("：", ":")) for _, value in cells)
        if 0 < labels < len(cells):
            # 单位名称： beside the name of one is said of the whole list.
            return False
        if any(
            words.kind_of(value) != "word" or (any(map(str.isdigit, str(value))) and not words.is_seating(str(value)))
            for _, value in cells
        ):
            return False
        spans = [self._area.span_from(number, column) for column, _ in cells]
        grouping = [
            span for span in spans if span.right > span.left and len(named & set(range(span.left, span.right + 1))) > 1
        ]
        if any(span.bottom >= below for span in spans):
            return bool(grouping)
        if self._area.starting_in(number):
            alone = len(cells) == 1
            wide = alone and (grouping and (grouping[0].right - grouping[0].left + 1) >= 0.8 * len(named))
            numbered = alone and words.cleaned(self._area.at(below, spans[0].left)) in words.NUMBERING_TITLES
            return bool(grouping) and not wide and not numbered
        # Without merged cells: at least two groups, each over a named column and followed by blanks; or one beside known
        # titles that stand over nothing.
        places = [column for column, _ in cells]
        ends = [*places[1:], max(named, default=0) + 1]
        groups = {column: end for column, end in zip(places, ends, strict=True) if column in named}
        lone = [value for column, value in cells if column not in named]
        if any(end - column < 2 for column, end in groups.items()):
            return False
        if not lone:
            return len(cells) >= 2
        under = {column for start, end in groups.items() for column in range(start, end)}
        return bool(groups) and named <= under and sum(self.known(value) >= 0.5 for value in lone) * 2 >= len(lone)

    def is_translation(self, number: int, above: int) -> bool:
        """Whether a row says the titles above once more in another script: 姓名 over Name."""
        upper, lower = dict(self._area.filled(above)), dict(self._area.filled(number))
        if len(lower) < 2 or not set(lower) <= set(upper) or not all(map(words.is_title_like, lower.values())):
            return False
        latin = [all(str(value).isascii() for value in row.values()) for row in (upper, lower)]
        known = sum(self.known(value) >= 0.5 for value in lower.values())
        return latin[0] != latin[1] and known >= 2 and known >= 0.5 * len(lower)

    def _is_sub_row(self, number: int, above: int) -> bool:
        """Whether a row holds sub-titles under group titles of the header row above it."""
        area = self._area
        cells = area.filled(number)
        named = [column for column, _ in area.filled(above)]
        if not cells or not named or not all(words.is_title_like(value) for _, value in cells):
            return False
        if all(column in named and words.is_unit_alone(str(value)) for column, value in cells):
            return True
        if len(cells) > 1 and all(column in named and words.is_bare_unit(str(value)) for column, value in cells):
            return True
        grouped: set[int] = set()
        merged = False
        plain = not any(span.right > span.left for span in area.starting_in(above))
        for column, after in zip(named, [*named[1:], cells[-1][0] + 1], strict=True):
            span = area.span_from(above, column)
            if span.right > span.left:
                grouped.update(range(span.left, span.right + 1))
                merged = merged or span.bottom == above
            elif plain and span.bottom == above and after - column > 1:
                grouped.update(range(column, after))
        units = {column for column, value in cells if column in named and words.is_unit_alone(str(value))}
        columns = {column for column, _ in cells} - units
        if not columns <= grouped or not columns - set(named):
            return False
        sense = sum(self.known(value) for _, value in cells)
        hints = sum(words.is_title_hint(words.cleaned(value)) for _, value in cells)
        return merged or sense >= 1 or hints >= 0.5 * len(cells)


def _mostly_distinct(titles: list[str]) -> bool:
    """Titles differ, unless whole blocks of them stand side by side."""
    period = len(set(titles))
    blocks = period > 1 and all(one == other for one, other in zip(titles, titles[period:], strict=False))
    return blocks or period >= 0.4 * len(titles)
