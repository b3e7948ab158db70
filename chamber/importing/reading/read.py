"""`read_workbook`: any spreadsheet a secretariat has, as sheets of raw cells."""

from __future__ import annotations

import json
import re
from pathlib import Path

from chamber.disk import not_read
from chamber.errors import NotFound
from chamber.i18n import N_
from chamber.importing.reading import refusals
from chamber.importing.reading.chat import looks_like_lines, looks_like_roll, read_lines, read_roll
from chamber.importing.reading.decode import Decoded, decode
from chamber.importing.reading.delimited import is_delimited, read_delimited
from chamber.importing.reading.html import read_archive, read_html
from chamber.importing.reading.labelled import read_labelled
from chamber.importing.reading.ods import read_flat_ods, read_ods
from chamber.importing.reading.protected import unlocked
from chamber.importing.reading.sniff import Content, sniff
from chamber.importing.reading.spreadsheetml import read_spreadsheetml
from chamber.importing.reading.vcard import read_vcards
from chamber.importing.reading.workbook import Limits, Note, Workbook
from chamber.importing.reading.xls import read_xls
from chamber.importing.reading.xlsx import read_xlsx


def read_workbook(
    source: Path | bytes, name: str = "", limits: Limits | None = None, *, password: str | None = None
) -> Workbook:
    """Read a file or the bytes of one (standard input), by its content.

    `name` is what messages call it; a path's own name is the default. Raises NotFound for a path that is not there and
    BadFile, with what is wrong and what to do, for anything that cannot be read as a spreadsheet.
    """
    limits = limits or Limits()
    if isinstance(source, Path):
        name = name or source.name
        data = _content(source, name, limits)
    else:
        name = name or "-"
        data = source
        if len(data) > limits.file_bytes:
            raise refusals.too_large(name, N_("bytes"), limits.file_bytes)
    return _read(data, name, limits, password)


def _content(path: Path, name: str, limits: Limits) -> bytes:
    try:
        if path.stat().st_size > limits.file_bytes:
            raise refusals.too_large(name, N_("bytes"), limits.file_bytes)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(N_("There is no file {path}."), path=path) from error
    except OSError as error:
        raise not_read(path, error) from error


def _read(data: bytes, name: str, limits: Limits, password: str | None) -> Workbook:
    content = sniff(data, name, limits)
    if content is Content.LOCKED:
        return _read(unlocked(data, name, password), name, limits, None)
    if content is Content.XLS:
        return _read_xls(data, name, limits, password)
    if content is Content.XLSX:
        return read_xlsx(data, name, limits)
    if content is Content.ODS:
        return Workbook(name, "ods", "", read_ods(data, name, limits))
    if content is Content.FLAT_ODS:
        return Workbook(name, "fods", "", read_flat_ods(data, name, limits))
    if content is Content.XML_2003:
        sheets, encoding = read_spreadsheetml(data, name, limits)
        return Workbook(name, "xml", encoding, sheets)
    if content in (Content.HTML, Content.WEB_ARCHIVE):
        sheets, encoding = (read_html if content is Content.HTML else read_archive)(data, name, limits)
        return Workbook(name, "html", encoding, sheets)
    return _read_text(data, name, limits, content)


def _read_xls(data: bytes, name: str, limits: Limits, password: str | None) -> Workbook:
    try:
        return read_xls(data, name, limits)
    except refusals.Protected:
        return read_xls(unlocked(data, name, password), name, limits)


def _read_text(data: bytes, name: str, limits: Limits, content: Content) -> Workbook:
    decoded = decode(data)
    if decoded is None:
        raise refusals.not_a_sheet(name, N_("some binary file"))
    if not decoded.text.strip("﻿ \t\r\n\f\v\x1a"):
        raise refusals.empty(name)
    notes = _decoding_notes(decoded)
    if content is Content.VCARD:
        return Workbook(name, "vcf", decoded.encoding, (read_vcards(decoded.text, name, limits),), notes)
    if _is_json(decoded.text):
        raise refusals.not_a_sheet(name, N_("data for programs (JSON)"))
    if labelled := read_labelled(decoded.text, Path(name).stem):
        return Workbook(name, "chat", decoded.encoding, (labelled,), notes)
    if looks_like_roll(decoded.text):
        return Workbook(name, "chat", decoded.encoding, (read_roll(decoded.text, Path(name).stem),), notes)
    if looks_like_lines(decoded.text) and not is_delimited(decoded.text):
        return Workbook(name, "chat", decoded.encoding, (read_lines(decoded.text, Path(name).stem),), notes)
    sheet, more = read_delimited(decoded.text, name, limits)
    return Workbook(name, "csv", decoded.encoding, (sheet,), notes + more)


def _is_json(text: str) -> bool:
    start = text.lstrip("﻿ \t\r\n")
    if not re.match(r"\[\s*[\[{\"]|\{\s*\"", start):
        return False
    try:
        json.loads(start)
    except (ValueError, RecursionError):
        return False
    return True


def _decoding_notes(decoded: Decoded) -> tuple[Note, ...]:
    notes: list[Note] = []
    if decoded.lost:
        message = N_("{count} characters could not be read in {encoding} and are shown as �.")
        notes.append(Note(message, {"count": decoded.lost, "encoding": decoded.encoding}))
    if decoded.nulls:
        notes.append(Note(N_("{count} NUL characters were taken out."), {"count": decoded.nulls}))
    return tuple(notes)
