"""What a person may ask for: everything that is kept about them, and to whom it went (个人信息保护法 art. 45)."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

from chamber import clock, kept_texts
from chamber.contacts.record import Person
from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.exporting.files import new_file
from chamber.i18n import N_, _, language
from chamber.privacy.disclosures import disclosures, leads_about, numbers_of
from chamber.records import get, get_many
from chamber.workspace import Reader, Workspace
from db.queries import lists
from db.queries import privacy as store
from db.queries.lists import Condition

_LEAD = ("code", "project", "contact", "contact_phones", "contact_position", "introducer")
_GUEST = ("event", "name", "unit", "position", "phone", "role", "presence", "checked_in_at", "notes")
_PART = {
    "person": N_("Person"),
    "posts": N_("Posts"),
    "attendance": N_("Attendance"),
    "leads": N_("Leads"),
    "consents": N_("Consents"),
}


def held(ws: Workspace, person_id: int) -> dict[str, Any]:
    """Everything kept about a person, as JSON, with the field names of the records. Raises `NotFound`."""
    return {part: [document for document, _shown in rows] for part, rows in _parts(ws, person_id)} | {
        "went_to": [one.to_json() for one in _told(ws, person_id)]
    }


def _told(ws: Workspace, person_id: int) -> Any:
    with ws.read() as reader:
        return disclosures(reader, person_id)


def _parts(ws: Workspace, person_id: int) -> list[tuple[str, list[tuple[dict[str, Any], list[tuple[str, str]]]]]]:
    """Part → its records, each as JSON and as (label, text)."""
    with ws.read() as reader:
        person: Person = get(reader, "person", person_id)
        own = [Condition("person_id", "=", person_id)]
        guests = store.attendance_of(reader, person_id, person.name, numbers_of(person))
        introduced = store.introduced_by(reader, person_id)
        found = {
            "person": ("person", [person_id], None),
            "posts": ("post", list(lists.ids(reader, "post", own)), None),
            "attendance": ("attendance", guests, _GUEST),
            "leads": ("lead", sorted({*leads_about(reader, person), *introduced}), _LEAD),
            "consents": ("consent", [row["id"] for row in store.consents(reader, [person_id], None)], None),
        }
        return [(part, _records(reader, *wanted)) for part, wanted in found.items()]


def _records(
    reader: Reader, entity: str, ids: list[int], names: tuple[str, ...] | None
) -> list[tuple[dict[str, Any], list[tuple[str, str]]]]:
    described, lang = entity_of(entity), language()
    found = []
    for record in get_many(reader, entity, ids):
        document = described.to_json(record, names)
        shown = [
            (_(field.label), field.kind.show(getattr(record, field.name), lang))
            for field in described.fields
            if field.name in document and not field.kind.is_empty(getattr(record, field.name))
        ]
        if entity in ("person", "attendance") and (kept := kept_texts.texts_of(reader, entity, record.id)):
            document["as_written"] = kept
            shown += [(kept_texts.label_of(entity, key), text) for key, text in kept.items()]
        found.append((document, shown))
    return found


def lines(ws: Workspace, person_id: int) -> list[tuple[str, list[list[tuple[str, str]]]]]:
    """The same in words: part, then for each record (label, text)."""
    shown = [(_(_PART[part]), [texts for _document, texts in rows]) for part, rows in _parts(ws, person_id)]
    kind, lang = entity_of("consent").field("categories").kind, language()
    went = [
        [
            (_("When"), clock.to_the_minute(one.at, ws.zone)),
            (_("To"), one.to),
            (_("List or table"), one.what_in_words),
            (_("Readable"), kind.show(one.categories, lang) or _("masked")),
            (_("Received by"), one.received_by),
        ]
        for one in _told(ws, person_id)
    ]
    return [*shown, (_("Went to"), went)]


def write_held(ws: Workspace, person_id: int, path: Path) -> Path:
    """Write it for the person: docx, or json by the name of the file; `path` may be a folder. On record as an export.

    Raises `NotFound`, `Invalid` for another kind of file, `BadFile`.
    """
    with ws.read() as reader:
        person: Person = get(reader, "person", person_id)
    target = path / f"{_('Data of')}_{person.code}.docx" if path.is_dir() else path
    if target.suffix not in (".docx", ".json"):
        raise Invalid({"output": _("Name a file that ends in .docx or .json.")})
    if target.suffix == ".json":
        content = json.dumps(held(ws, person_id), ensure_ascii=False, indent=2).encode()
    else:
        content = _docx(ws, person, lines(ws, person_id))
    with new_file(target) as file:
        file.out.write(content)
        with ws.write("export", N_("data of contact {code} on request"), code=person.code) as writer:
            entry = {
                "at": writer.head.at,
                "by": ws.user,
                "kind": "person",
                "conditions": json.dumps(["on request"]),
                "fields": json.dumps([field.name for field in entity_of("person").fields]),
                "record_ids": json.dumps([person_id]),
                "rows": 1,
                "with_contacts": True,
                "file_name": target.name,
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            writer.insert("export_log", [entry])
            file.promise(writer, ws)
        file.place()
    return target


def _docx(ws: Workspace, person: Person, parts: list[tuple[str, list[list[tuple[str, str]]]]]) -> bytes:
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = "宋体", Pt(11)
    usual.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    document.add_heading(_("What is kept about {name}").format(name=person.name), 0)
    document.add_paragraph(_("As of {day}").format(day=ws.today.isoformat()))
    for title, records in parts:
        document.add_heading(title, 1)
        if not records:
            document.add_paragraph(_("Nothing."))
        for texts in records:
            table = document.add_table(rows=0, cols=2, style="Table Grid")
            for label, text in texts:
                cells = table.add_row().cells
                cells[0].text, cells[1].text = label, text
            document.add_paragraph()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
