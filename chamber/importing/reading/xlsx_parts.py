"""The parts of an xlsx that say where things are: its sheets, its number formats, its date system."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from chamber.importing.reading import formats, refusals, xml
from chamber.importing.reading.archive import Archive
from chamber.importing.reading.formats import Telling


@dataclass(frozen=True, slots=True)
class SheetPart:
    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Parts:
    """The worksheets in workbook order; `tellings` has the telling number formats by style index, `missed` those of
    them the fast reader does not apply by itself."""

    sheets: list[SheetPart] = field(default_factory=list)
    since_1904: bool = False
    tellings: dict[int, Telling] = field(default_factory=dict)
    missed: dict[int, Telling] = field(default_factory=dict)
    strings: str = ""


def read_parts(archive: Archive) -> Parts:
    """The parts of the workbook; raises BadFile when it has none."""
    main = _main_part(archive)
    relations = _relations(archive, main)
    parts = Parts()

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = xml.local(tag)
        if name == "sheet":
            plain = xml.local_attributes(attributes)
            kind, target = relations.get(plain.get("id", ""), ("", ""))
            if kind == "worksheet" and target in archive:
                parts.sheets.append(
                    SheetPart(plain.get("name", ""), target, plain.get("state", "visible") != "visible")
                )
        elif name == "workbookPr":
            parts.since_1904 = attributes.get("date1904", "0") in ("1", "true", "on")

    xml.parse(archive.name, archive.pieces(main), start, _nothing, _nothing)
    for kind, target in relations.values():
        if kind == "sharedStrings" and target in archive:
            parts.strings = target
        elif kind == "styles" and target in archive:
            _read_styles(archive, target, parts)
    return parts


def _main_part(archive: Archive) -> str:
    for kind, target in _relations(archive, "").values():
        if kind == "officeDocument" and target in archive:
            return target
    if "xl/workbook.xml" in archive:
        return "xl/workbook.xml"
    raise refusals.damaged(archive.name, "no workbook part")


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (kind, part); targets outside the file are left out, so nothing external is ever followed."""
    folder, base = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{base}.rels")
    found: dict[str, tuple[str, str]] = {}
    if source not in archive:
        return found

    def start(tag: str, attributes: dict[str, str]) -> None:
        if xml.local(tag) == "Relationship" and attributes.get("TargetMode", "Internal") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = (kind, target)

    xml.parse(archive.name, archive.pieces(source), start, _nothing, _nothing)
    return found


def _read_styles(archive: Archive, part: str, parts: Parts) -> None:
    codes = dict(formats.BUILT_IN)
    styles: list[int] = []
    inside: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = xml.local(tag)
        inside.append(name)
        if name == "numFmt" and attributes.get("numFmtId", "").isdecimal():
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "xf" and len(inside) > 1 and inside[-2] == "cellXfs":
            number = attributes.get("numFmtId", "0")
            styles.append(int(number) if number.isdecimal() else 0)

    def end(_: str) -> None:
        inside.pop()

    xml.parse(archive.name, archive.pieces(part), start, end, _nothing)
    for index, number in enumerate(styles):
        form = formats.telling(codes[number]) if number in codes else None
        if form is not None:
            parts.tellings[index] = form
            # The fast reader knows custom days and times, not months and the Chinese built-ins.
            if form.kind not in (formats.Kind.DATE, formats.Kind.TIME) or number in formats.CHINESE:
                parts.missed[index] = form


def _nothing(_: str) -> None:
    pass
