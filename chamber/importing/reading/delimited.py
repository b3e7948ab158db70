"""csv, tsv and the like: delimiter sniffed, quoted line breaks kept, ragged lines shown as they are.

A quote that is opened and never closed would swallow the rest of the file; its line is then read without quotes.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import islice
from pathlib import Path

from chamber.i18n import N_
from chamber.importing.reading import refusals
from chamber.importing.reading.broken import put_together
from chamber.importing.reading.tables.words import is_title_hint
from chamber.importing.reading.workbook import BLANK, Limits, Note, Row, Sheet, Texts, without_trailing_blanks
from chamber.text.persons import SURNAMES

# In the order of preference when two fit equally: a cell holds a comma or a semicolon sooner than a TAB.
_DELIMITERS = ("\t", ",", ";", "|", "，", "；", "｜", "@", "^", "#", "~", "、", "/")
# What stands in cells all the time: it parts columns only where nearly every line splits alike, and what names or cells
# are listed with only below a row of titles.
_SELDOM = frozenset("；｜@^#~、/")
_LISTING = frozenset("、/")
_FEWEST_COLUMNS = 3
_NEARLY_ALL = 0.9
_SAMPLE_LINES = 200
_MOST_LINES_IN_A_CELL = 200
_MOST_RESTARTS = 1000
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LET_GO = 20_000
_SEP = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_GAP = re.compile(r"(?:[ \u00a0]{2,}|\u3000{2,}|(?<=\S)\u3000(?=\S{3}))[ \u3000]*")
_LONE_TAB = re.compile(r'(?<![,;"])(?<!^)\t(?![,;"]|$)')
_RULE = re.compile(r"(?=.*(?:[-=]{3}|[─━═]{2}))[\s|+:=\-─━═│┃║┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬]+")
_UPRIGHT = re.compile(r"[│┃║]")
_WHO = re.compile(r"[\u3400-\u9fff]{2,4}")
_CONSTANT = re.compile(r"=[\d-]+")
_WRAPPED = re.compile(r'="((?:[^"]|"")*)"')


def read_delimited(text: str, name: str, limits: Limits) -> tuple[Sheet, tuple[Note, ...]]:
    """The text of the file `name` as one sheet; raises BadFile beyond the limits."""
    declared = _SEP.match(text)
    if declared:
        text = text[declared.end() :]
    lines = _LINE.findall(text)
    if len(lines) > limits.rows:
        raise refusals.too_large(name, N_("lines"), limits.rows)
    lines = _unruled(lines)
    delimiter = declared[1] if declared else sniff_delimiter(lines[:_SAMPLE_LINES])
    if delimiter == "\t" and _is_aligned(lines[:_SAMPLE_LINES]):
        lines = [_GAP.sub("\t", line.strip(" \u3000")) for line in lines]
    rows, broken = _rows(lines, delimiter, name, limits)
    joined = put_together(rows)
    if any(mark in text for mark in ('="', '"\t', ",=", "\t=", ",\t")):
        rows = [tuple(unguarded(str(cell)) if cell else None for cell in row) for row in rows]
    notes = tuple(Note(N_("Row {row}: a quotation mark is not closed."), {"row": row}) for row in broken[:20])
    return Sheet(Path(name).stem, without_trailing_blanks(rows), delimited=True, joined=joined), notes


def _unruled(lines: list[str]) -> list[str]:
    """The lines of a table drawn with characters: its rules blank, its upright lines all alike."""
    if not any(_RULE.fullmatch(line) or _UPRIGHT.search(line) for line in lines[:_SAMPLE_LINES]):
        return lines
    return ["\n" if _RULE.fullmatch(line) else _UPRIGHT.sub("|", line) for line in lines]


def is_delimited(text: str) -> bool:
    """Whether the text is a table: a delimiter most of its lines agree on, or columns set apart by blanks."""
    lines = [line[0] for line in islice(_LINE.finditer(text), _SAMPLE_LINES)]
    return bool(_SEP.match(text)) or sniff_delimiter(lines) != "\t" or _is_aligned(lines)


def _is_aligned(lines: list[str]) -> bool:
    """Whether the columns are set apart by blanks, three or more of them alike in most lines."""
    told = [line.strip() for line in lines if line.strip()]
    if len(told) < 2 or any("\t" in line for line in told):
        return False
    pieces = [_GAP.split(line) for line in told]
    common, count = Counter(map(len, pieces)).most_common(1)[0]
    if common == 2:
        # 王某某  某某局副局长: who, and what is said of him.
        people = sum(len(parts) == 2 and bool(_WHO.fullmatch(parts[0])) and parts[0][0] in SURNAMES for parts in pieces)
        return people >= max(3, 0.7 * len(told))
    return common >= 3 and count >= 0.6 * len(told)


def sniff_delimiter(lines: list[str]) -> str:
    """The delimiter most lines agree on; TAB for a text without any, which gives one column."""
    # A TAB beside every comma keeps a spreadsheet from shortening numbers; it sets nothing apart.
    guarding = any("\t" in line for line in lines) and not any(_LONE_TAB.search(line.rstrip("\r\n")) for line in lines)
    scores = {
        delimiter: _agreement(lines, delimiter) for delimiter in _DELIMITERS if not (guarding and delimiter == "\t")
    }
    best = max(scores.values())
    if best < 0.3:
        return "\t"
    return next(delimiter for delimiter, score in scores.items() if score >= 0.9 * best)


def unguarded(cell: str) -> str | None:
    """A cell without its `="…"` wrapping, or the `=` before a number, and without the TAB that guards it against a spreadsheet."""
    wrapped = _WRAPPED.fullmatch(cell)
    if wrapped:
        cell = wrapped[1].replace('""', '"')
    elif _CONSTANT.fullmatch(cell):
        cell = cell[1:]
    return cell.removeprefix("\t") or None


def _agreement(lines: list[str], delimiter: str) -> float:
    """How far the lines split alike, 0…1: the share that splits, weighed by how many give the same count."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)]
    except csv.Error:
        widths = [line.count(delimiter) + 1 for line in lines if line.strip()]
    split = [width for width in widths if width > 1]
    if not split:
        return 0.0
    width, common = Counter(split).most_common(1)[0]
    if delimiter in _SELDOM and (width < _FEWEST_COLUMNS or common < max(2, _NEARLY_ALL * len(widths))):
        return 0.0
    if delimiter in _LISTING and not _has_titles(lines, delimiter, width):
        return 0.0
    return len(split) / len(widths) * (0.4 + 0.6 * common / len(split))


def _has_titles(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether the first line of the usual width is made of titles."""
    pieces = next((found for line in lines if len(found := line.strip().split(delimiter)) == width), [])
    return sum(map(is_title_hint, pieces)) * 2 >= len(pieces)


def _is_open(lines: list[str]) -> bool:
    """Whether the quotation marks of a row over several lines don't come in pairs: one that was opened for no reason."""
    return sum(line.count('"') for line in lines) % 2 == 1


def _rows(lines: list[str], delimiter: str, name: str, limits: Limits) -> tuple[list[Row], list[int]]:
    """All rows in place, and the numbers of those whose quote is never closed; the lines are used up."""
    rows: list[Row] = []
    broken: list[int] = []
    position = cells = gone = 0
    known = Texts()
    while position < len(lines):
        if len(broken) > _MOST_RESTARTS:
            raise refusals.damaged(name, "quotation marks are not closed")
        taken = 0
        reader = csv.reader(islice(lines, position, None), delimiter=delimiter)
        try:
            for row in reader:
                more = reader.line_num - taken
                if more > _MOST_LINES_IN_A_CELL:
                    break
                if more > 1 and _is_open(lines[position + taken : position + taken + more]):
                    break
                taken = reader.line_num
                if position + taken - gone > _LET_GO:
                    # What has become rows is kept in memory no longer.
                    lines[gone : position + taken] = [""] * (position + taken - gone)
                    gone = position + taken
                cells += len(row)
                if len(row) > limits.columns:
                    raise refusals.too_large(name, N_("columns"), limits.columns)
                if any(row):
                    rows.append(tuple(map(known.__getitem__, row)))
                else:
                    rows.append(BLANK)
            else:
                break
        except csv.Error:
            pass
        # Neither the end nor a row: the line after the `taken` ones opens a quote that stays open.
        position += taken
        line = lines[position].rstrip("\r\n")
        rows.append(tuple(cell or None for cell in line.split(delimiter)))
        broken.append(len(rows))
        position += 1
        if cells > limits.cells:
            break
    if cells > limits.cells:
        raise refusals.too_large(name, N_("cells"), limits.cells)
    return [row if any(row) else BLANK for row in rows] if broken else rows, broken
