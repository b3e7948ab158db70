"""Reading a sheet that came back: which delivery it was, which columns are which, which row is which lead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from chamber.deliveries.layout import TITLES_EN, Layout, SheetColumn, plain_title
from chamber.deliveries.spoken import understood
from chamber.entity import entity_of
from chamber.errors import BadFile
from chamber.exporting.csv_files import unguard
from chamber.exporting.ledger import KEY_TITLE
from chamber.i18n import N_
from chamber.importing.reading import Sheet, Workbook, letter, read_workbook

KEY = "key"
_NUMBER = re.compile(r"D[0-9]{4}-[A-Za-z0-9]+-[0-9]{3,}")
_LIKE_ENOUGH = 0.6
_NOTES = ("注：", "Note:", "报送批次", "依据《个人信息保护法》", "Delivery", "By art.")


class ReturnedRow(NamedTuple):
    """One row as it came back: its place in the sheet, its hidden key as it stands there, a text for each of `names`."""

    sheet: str
    row: int
    key: str
    names: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def cells(self) -> dict[str, str]:
        """The texts by column key; most rows come back as they went, and need none."""
        return dict(zip(self.names, self.values, strict=True))

    def text(self, name: str) -> str:
        """The text in one column; '' without it."""
        return self.values[self.names.index(name)] if name in self.names else ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A sheet that came back. `number` is the delivery it says it is, '' when it doesn't say."""

    number: str
    rows: tuple[ReturnedRow, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


def read_returned(path: Path, password: str | None = None) -> Workbook:
    return read_workbook(path, password=password)


def numbers_in(book: Workbook) -> list[str]:
    """Delivery numbers that stand anywhere in the file, the most frequent first."""
    seen: dict[str, int] = {}
    for sheet in book.sheets:
        for cell in [cell for row in sheet.rows for cell in row if type(cell) is str and "D" in cell]:
            for number in set(_NUMBER.findall(cell)):
                seen[number] = seen.get(number, 0) + 1
    return sorted(seen, key=lambda number: -seen[number])


def rows_of(book: Workbook, layout: Layout) -> Returned:
    """The rows of the sheet under the header of `layout`. Raises `BadFile` when there is no such header."""
    best: tuple[int, Sheet, int, dict[int, str]] | None = None
    for sheet in book.sheets:
        for index, row in enumerate(sheet.rows[:60]):
            titles = [text_of(cell) for cell in row]
            if best and len(list(filter(None, titles))) <= best[0]:
                # It can't be a better header, so its titles need not be likened to ours.
                continue
            mapping = _columns(titles, layout.columns)
            if mapping and (best is None or len(mapping) > best[0]):
                best = (len(mapping), sheet, index, mapping)
    if best is None or best[0] < 3:
        raise BadFile(
            N_("{path} does not look like a list this chamber sent."),
            path=book.name,
            hint=N_("The header row with 项目名称 and 投资方 is missing. To bring in another list, use import."),
        )
    _count, sheet, header, mapping = best
    below = sheet.rows[header + 1 :]
    texts = [_texts([row[column] if column < len(row) else None for row in below]) for column in mapping]
    keys = list(mapping.values())
    own_keys = texts.pop(keys.index(KEY)) if KEY in keys else [""] * len(below)
    names = tuple(name for name in keys if name != KEY)
    texts = [understood(name, column, layout) for name, column in zip(names, texts, strict=True)]
    rows = []
    for index, (row, key, values) in enumerate(zip(below, own_keys, zip(*texts, strict=True), strict=True), header + 2):
        # The key of a row beside any other text: most rows need no closer look.
        if not (key and values[0] and values[0] != key):
            says = key or any(text for name, text in zip(names, values, strict=True) if text and name != "number")
            if not says or _is_below(row, layout):
                continue
        rows.append(ReturnedRow(sheet.name, index, key, names, values))
    titles = [text_of(cell) for cell in sheet.rows[header]]
    unknown = tuple(title for column, title in enumerate(titles) if title and column not in mapping)
    return Returned("", tuple(rows), {letter(column): key for column, key in mapping.items()}, unknown)


def _is_below(row: Sequence[Any], layout: Layout) -> bool:
    """Our own notes and signature under the table: one text over the whole width; a signature may have been signed."""
    texts = filter(None, map(text_of, row))
    first = next(texts, "")
    if not first or any(text != first for text in texts):
        return False
    start = plain_title(first)
    return first.startswith(_NOTES) or any(
        start == plain_title(line) or (len(label) > 1 and start.startswith(label))
        for line in layout.below
        if (label := plain_title(re.split("[:：]", line)[0]))
    )


def _columns(titles: Sequence[str], columns: Sequence[SheetColumn]) -> dict[int, str]:
    """Sheet column → key: by the same title, else by the most similar one that is left."""
    names: dict[str, str] = {plain_title(KEY_TITLE): KEY}
    # The office's own titles go before the usual ones: it may have given one column the usual title of another.
    for column in columns:
        names.setdefault(plain_title(column.title), column.key)
        names.setdefault(plain_title(column.title_en or column.title), column.key)
    for column in columns:
        names.setdefault(plain_title(TITLES_EN.get(column.key, column.title)), column.key)
    mapping: dict[int, str] = {}
    for index, title in enumerate(titles):
        key = names.get(plain_title(title))
        if key and key not in mapping.values():
            mapping[index] = key
    # Of what the office fills in the names that are usual elsewhere are known too.
    usual = {plain_title(name): one.key for one in columns if one.feedback for name in _synonyms(one.key)}
    for index, title in enumerate(titles):
        key = usual.get(plain_title(title)) if title and index not in mapping else None
        if key and key not in mapping.values():
            mapping[index] = key
    for index, title in enumerate(titles):
        if index in mapping or not title:
            continue
        left = [name for name, key in names.items() if key not in mapping.values() and key != KEY]
        near = difflib.get_close_matches(plain_title(title), left, n=1, cutoff=_LIKE_ENOUGH)
        if near:
            mapping[index] = names[near[0]]
    return mapping


def _synonyms(key: str) -> Sequence[str]:
    described = entity_of("lead").by_name.get(key)
    return described.synonyms if described else ()


def _texts(cells: Sequence[Any]) -> list[str]:
    """`text_of` for a whole column: most are texts that stand as they are, which one look tells."""
    if set(map(type, cells)) <= {str, type(None)}:
        texts = [cell or "" for cell in cells]
        joined = "".join(texts)
        if not ("\r" in joined or "\t" in joined or "_x000D_" in joined):
            return texts
    return list(map(text_of, cells))


def text_of(cell: Any) -> str:
    """A cell of a returned sheet as the text we would have sent."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        if "\r" in cell or "_x000D_" in cell:
            cell = cell.replace("\r\n", "\n").replace("_x000D_", "").replace("\r", "\n")
        return unguard(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, float):
        return repr(cell)
    return str(cell)
