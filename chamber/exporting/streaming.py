"""Rows streamed as text into a sheet of a finished xlsx: many times faster than cell by cell, and in little memory."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO

from chamber.errors import BadFile
from chamber.i18n import N_

_UNSAFE = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")
# What `inline` has to look at more closely among texts of one line each.
_SPECIAL = re.compile(rf"(?m){_UNSAFE.pattern}|^[^\S\n]|[^\S\n]$")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
LONGEST = 32_767
"""Characters (in UTF-16) that a cell may hold; a spreadsheet calls the file damaged with more."""
_LEVEL = 3
"""How hard the rows are packed: half the time of the usual 6 for a file a tenth larger."""
_BLOCK = 1 << 18


def escaped(text: str) -> str:
    """Text as XML; what XML can't hold, and what reads like such an escape, as _xHHHH_.

    Raises `BadFile` for what no cell can hold: it would have to be cut, and nobody would see that.
    """
    if len(text) > LONGEST // 2 and units(text) > LONGEST:
        raise BadFile(
            N_("A text of {count} characters does not fit into a cell of an xlsx, which holds {most}: {start}..."),
            hint=N_("Shorten it, or write csv or json instead."),
            count=units(text),
            most=LONGEST,
            start=text[:30],
        )
    return _UNSAFE.sub(_escape, text)


def all_escaped(texts: Sequence[str]) -> Sequence[str]:
    """`escaped` for many texts: mostly there is nothing to escape, which one look tells."""
    is_plain = max(map(len, texts), default=0) <= LONGEST // 2 and not _UNSAFE.search("\n".join(texts))
    return texts if is_plain else list(map(escaped, texts))


def units(text: str) -> int:
    """How many characters a spreadsheet counts: 𠮷 is two of them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fitting(text: str, end: str = "") -> str:
    """As much of a text as a cell can hold, `end` behind it where it was cut."""
    if len(text) <= LONGEST // 2 or units(text) <= LONGEST:
        return text
    room = 2 * (LONGEST - units(end))
    return text.encode("utf-16-le", "surrogatepass")[:room].decode("utf-16-le", "ignore") + end


def _escape(found: re.Match[str]) -> str:
    return _NAMED.get(found[0]) or f"_x{ord(found[0]):04X}_"


def inline(text: str) -> str:
    """A text as the content of a cell of the kind `inlineStr`."""
    kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f"<is><t{kept}>{escaped(text)}</t></is>"


def inlines(texts: Sequence[str]) -> list[str]:
    """`inline` for many texts, '' for an empty one: most columns have none to be escaped, which one look tells."""
    lines = "\n".join(texts)
    if lines.count("\n") >= len(texts) or _SPECIAL.search(lines) or max(map(len, texts), default=0) > LONGEST // 2:
        return [inline(text) if text else "" for text in texts]
    return [f"<is><t>{text}</t></is>" if text else "" for text in texts]


def styles(skeleton: bytes, part: str, sample: int) -> list[str]:
    """The numbers of the styles of the cells of the row `sample`, in their order."""
    with zipfile.ZipFile(io.BytesIO(skeleton)) as book:
        return re.findall(rf'<c r="[A-Z]+{sample}" s="(\d+)"', book.read(part).decode())


def with_rows(
    skeleton: bytes, part: str, after: int, rows: Iterable[str], dimension: str, sample: int, out: IO[bytes]
) -> None:
    """Write the workbook with `rows` of sheet XML (a text may hold several) after the row `after`, the row `sample`,
    which told its styles, gone."""
    with zipfile.ZipFile(io.BytesIO(skeleton)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename != part:
                target.writestr(entry, source.read(entry))
                continue
            text = re.sub(rf'<row r="{sample}".*?</row>', "", source.read(entry).decode())
            text = re.sub(r'<dimension ref="[^"]*"/>', f'<dimension ref="{dimension}"/>', text)
            cut = text.index("</row>", text.index(f'<row r="{after}"')) + len("</row>")
            fresh = zipfile.ZipInfo(part, entry.date_time)
            fresh.compress_type, fresh.external_attr = zipfile.ZIP_DEFLATED, entry.external_attr
            fresh._compresslevel = _LEVEL  # type: ignore[attr-defined]
            with target.open(fresh, "w", force_zip64=True) as sheet:
                sheet.write(text[:cut].encode())
                for block in _blocks(rows):
                    sheet.write(block.encode())
                sheet.write(text[cut:].encode())


def _blocks(rows: Iterable[str]) -> Iterable[str]:
    block: list[str] = []
    size = 0
    for row in rows:
        block.append(row)
        size += len(row)
        if size >= _BLOCK:
            yield "".join(block)
            block, size = [], 0
    yield "".join(block)
