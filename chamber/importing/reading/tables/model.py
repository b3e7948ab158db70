"""What the room hands to the importer: tables with columns and records, and an account of every row of a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from chamber.importing.reading.workbook import BLANK, Row


class HeaderSense(Protocol):
    """What the caller knows of column titles, so that this room knows no field."""

    def __call__(self, title: str, /) -> float:
        """How surely `title` names a known column, 0…1."""
        ...


class Labelled(StrEnum):
    """A choice with its Chinese value and an English label."""

    label: str

    def __new__(cls, value: str, label: str) -> Labelled:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def say(self, lang: str) -> str:
        """In the language of the reader."""
        return self.label if lang == "en" else self.value


class Fate(Labelled):
    """What became of a row that holds anything."""

    TITLE = "标题", "title"
    HEADER = "表头", "header"
    RECORD = "记录", "record"
    SECTION = "分节", "section"
    FOOTER = "表尾", "footer"
    NUMBERED = "空编号行", "numbered but empty"
    SKIPPED = "未读", "skipped"


class Why(Labelled):
    """Why a row is no record."""

    NONE = "", ""
    REPEATED = "重复的表头", "the header again"
    TOTAL = "合计行", "a total"
    SIGNED = "填表人、审核等落款", "who filled it in or signed"
    NOTE = "说明或数据来源", "a note or source"
    TAIL = "最后一条记录之后的文字", "text after the last record"
    NUMBER_ONLY = "只有序号", "only a running number"
    COLUMN_NUMBERS = "各栏的编号", "the numbers of the columns"
    GUIDE = "填写要求", "what to fill in"
    EXAMPLE = "示例行", "an example"
    DITTO_ONLY = "只有合并单元格带下来的内容", "only what a merged cell carries down"
    NO_VALUE = "空白登记表", "a form not filled in"
    NO_TABLE = "不在表格内", "outside any table"
    PROSE = "整张表是说明文字", "the sheet is only text"
    SUMMARY = "导出摘要", "an export summary"
    OTHER = "另一张表", "of another table of the sheet"


class RemarkKind(Labelled):
    """What was done to a record while reading it, or is odd about it."""

    DITTO = "同上", "ditto filled"
    MERGED = "合并单元格", "merged cell filled"
    GROUPED = "分组", "of the group it stands under"
    LEFT = "同左", "the cell to the left"
    NOTHING_ABOVE = "同上但上方为空", "ditto with nothing above"
    SHORT = "列数不足", "too few cells"
    LONG = "列数过多", "too many cells"
    HIDDEN = "隐藏行", "hidden row"
    JOINED = "断行", "a line broken in a cell"


class Remark(NamedTuple):
    """A remark on a record; `column` is the position in the table's columns, -1 for the whole row."""

    kind: RemarkKind
    column: int = -1


class Record(NamedTuple):
    """One record: its sheet row, one cell a column, the section texts it stands under (outermost first), remarks, and
    `extra`, the cells of a line that is longer than the header."""

    row: int
    cells: Row
    sections: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    extra: Row = BLANK


class Line(NamedTuple):
    """A row that is no record: what it is, why, and its text."""

    row: int
    fate: Fate
    text: str
    why: Why = Why.NONE


class Kind(Labelled):
    """How a table is laid out."""

    LIST = "列表", "list"
    FORM = "登记表", "form"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `letter` as the sheet calls it (a cell like 'B3' in a form), `index` 0-based in the sheet, `title` with
    the levels of its header joined by '/', `unit` from the title ('万元'), `position` 1, 2 … among equal titles, `below` how
    many rows under a record's first it stands in (records of several rows each), None for one cell that counts for all."""

    letter: str
    index: int
    title: str
    unit: str = ""
    hidden: bool = False
    position: int = 1
    below: int | None = 0


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet.

    `header_rows` are 1-based and empty without a header. `units` are those of a line '单位：万元、亩' above. `numbering` is
    the position of the column of running numbers. `block` counts tables side by side or one below the other. `lines` are
    the rows of its range that are no record, titles above it included.
    """

    sheet: str
    kind: Kind
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    lines: tuple[Line, ...] = ()
    units: tuple[str, ...] = ()
    numbering: int | None = None
    section_levels: int = 0
    block: int = 1
    hidden: bool = False

    def of(self, fate: Fate) -> tuple[Line, ...]:
        """The lines of one fate."""
        return tuple(line for line in self.lines if line.fate is fate)

    @property
    def titles(self) -> tuple[str, ...]:
        """The texts above the header."""
        return tuple(line.text for line in self.of(Fate.TITLE))


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet: its tables, and the rows outside all of them with the reason."""

    sheet: str
    hidden: bool
    tables: tuple[Table, ...]
    outside: tuple[Line, ...] = ()

    def account(self) -> Iterator[tuple[int, Fate]]:
        """Every row that holds anything with its fate; a row of two blocks side by side comes once for each."""
        for table in self.tables:
            for line in table.lines:
                yield line.row, line.fate
            for record in table.records:
                yield record.row, Fate.RECORD
        for line in self.outside:
            yield line.row, line.fate


@dataclass(frozen=True, slots=True)
class Layout:
    """All sheets of a workbook."""

    sheets: tuple[SheetLayout, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for sheet in self.sheets for table in sheet.tables)
