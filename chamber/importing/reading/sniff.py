"""What a file is, by its first bytes and its inside, never by its suffix."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from xlrd.compdoc import CompDoc

from chamber.i18n import N_
from chamber.importing.reading import refusals
from chamber.importing.reading.archive import Archive
from chamber.importing.reading.workbook import Limits
from chamber.importing.reading.xls import FAULTS

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", N_("a PDF")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"BM", N_("a picture")),
    (b"II*\0", N_("a picture")),
    (b"MM\0*", N_("a picture")),
    (b"Rar!", N_("a compressed archive")),
    (b"7z\xbc\xaf", N_("a compressed archive")),
    (b"\x1f\x8b", N_("a compressed archive")),
    (b"BZh", N_("a compressed archive")),
    (b"\xfd7zXZ", N_("a compressed archive")),
    (b"{\\rtf", N_("a text document (RTF)")),
    (b"SQLite format 3\0", N_("a database")),
    (b"MZ", N_("a program")),
    (b"\x7fELF", N_("a program")),
    (b"ID3", N_("a sound or film")),
    (b"OggS", N_("a sound or film")),
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|table|head|body|meta)\b", re.IGNORECASE)
# How Excel tells SYLK, whatever the suffix; and the head of a DIF.
_EXCHANGED = re.compile(r"ID;P[A-Z\d;]*\r?\n|TABLE\r?\n0,1\r?\n")


class Content(StrEnum):
    """Kinds of content a reader exists for."""

    XLSX = "xlsx"
    XLS = "xls"
    LOCKED = "locked"
    ODS = "ods"
    FLAT_ODS = "fods"
    XML_2003 = "xml"
    HTML = "html"
    WEB_ARCHIVE = "mht"
    VCARD = "vcf"
    TEXT = "text"


def sniff(data: bytes, name: str, limits: Limits) -> Content:
    """The kind of content; raises BadFile, naming what it is, when it is no spreadsheet."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise refusals.empty(name)
    if data.startswith(_OLE):
        return _of_ole(data, name)
    if data.startswith(b"PK"):
        return _of_zip(data, name, limits)
    if data[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00") and data[2:4] in (
        b"\x04\x00",
        b"\x06\x00",
        b"\x08\x00",
        b"\x10\x00",
    ):
        return Content.XLS
    for magic, what in _OTHERS:
        if data.startswith(magic) and (magic not in (b"BM", b"MZ", b"ID3") or b"\0" in data[:64]):
            raise refusals.not_a_sheet(name, what)
    if data[4:8] == b"ftyp":
        raise refusals.not_a_sheet(name, N_("a sound or film"))
    return _of_text(data, name)


def _of_text(data: bytes, name: str) -> Content:
    head = data[:4096]
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    start = head.decode(encoding, "replace").lstrip("﻿ï»¿ \t\r\n")
    if start.startswith(("MIME-Version:", "From: <Saved by")):
        return Content.WEB_ARCHIVE
    if start[:11].upper() == "BEGIN:VCARD":
        return Content.VCARD
    if _EXCHANGED.match(start):
        raise refusals.not_a_sheet(name, N_("a sheet for exchange (SYLK or DIF); save it as .xlsx"))
    if start.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in start and not re.match(r"<html", start, re.IGNORECASE):
            return Content.XML_2003
        if "office:document" in start and "opendocument" in start:
            return Content.FLAT_ODS
        if _HTML.search(start):
            return Content.HTML
    return Content.TEXT


def _of_ole(data: bytes, name: str) -> Content:
    try:
        document = CompDoc(data, logfile=io.StringIO())
        names = {entry.name for entry in document.dirlist}
    except FAULTS as error:
        raise refusals.damaged(name, str(error)) from error
    if names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        return Content.XLS
    if "EncryptedPackage" in names:
        return Content.LOCKED
    if "WordDocument" in names:
        raise refusals.not_a_sheet(name, N_("a Word document"))
    if "PowerPoint Document" in names:
        raise refusals.not_a_sheet(name, N_("a presentation"))
    raise refusals.not_a_sheet(name, N_("some other Office file"))


def _of_zip(data: bytes, name: str, limits: Limits) -> Content:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise refusals.damaged(name, "no zip directory")
    parts = Archive(data, name, limits)
    if "xl/workbook.bin" in parts:
        raise refusals.not_a_sheet(name, N_("a binary workbook (.xlsb); save it as .xlsx"))
    if any(part.startswith("xl/") and part.endswith(".xml") for part in parts):
        return Content.XLSX
    if "content.xml" in parts:
        kind = parts.read("mimetype")[:200] if "mimetype" in parts else b"spreadsheet"
        if b"spreadsheet" in kind:
            return Content.ODS
        raise refusals.not_a_sheet(name, N_("a text document"))
    if any(part.startswith("word/") for part in parts):
        raise refusals.not_a_sheet(name, N_("a Word document"))
    if any(part.startswith("ppt/") for part in parts):
        raise refusals.not_a_sheet(name, N_("a presentation"))
    if any(part.endswith(".iwa") or part == "Index.zip" for part in parts):
        raise refusals.not_a_sheet(name, N_("a Numbers document; export it to Excel"))
    raise refusals.not_a_sheet(name, N_("a compressed archive"))
