"""Photographs, contracts and other files, kept by reference: where they lie, not what is in them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chamber.errors import Invalid, NotFound
from chamber.i18n import N_, _
from chamber.outcome import Outcome
from chamber.records import code_of, title_of
from chamber.workspace import Workspace
from db.queries import documents as store

OWNERS: Mapping[str, str] = {"event": "event_id", "lead": "lead_id", "enterprise": "enterprise_id"}


@dataclass(frozen=True, slots=True)
class Document:
    """`location` is a path or an address; `present` whether a path leads to the very file that was attached."""

    id: int
    title: str
    location: str
    kind: str
    present: bool


def attach(ws: Workspace, entity: str, record_id: int, location: str, *, title: str = "", kind: str = "") -> Outcome:
    """Keep where a file lies. A path must lead to a file; an address is taken as it is. Raises `Invalid`, `NotFound`."""
    place = location.strip()
    if not place:
        raise Invalid({"location": _("Say where the file lies.")})
    digest = None
    if "://" not in place:
        path = Path(place).expanduser().resolve()
        if not path.is_file():
            raise NotFound(N_("There is no file {path}."), path=place)
        place, digest = str(path), _digest(path)
    with ws.read() as reader:
        name = title_of(reader, entity, record_id)
        code = code_of(reader, entity, record_id)
    with ws.write("attach", N_("attach a file to {title}"), title=name) as writer:
        row = {
            OWNERS[entity]: record_id,
            "title": title.strip() or place.rsplit("/", 1)[-1],
            "location": place,
            "kind": kind.strip() or None,
            "sha256": digest,
            "created_at": writer.head.at,
        }
        ids = writer.insert("document", [row])
        return Outcome(writer.action_id, {"document": tuple(ids), entity: (record_id,)}, code)


def documents_of(ws: Workspace, entity: str, record_id: int) -> tuple[Document, ...]:
    """The files of a record in the order they were attached."""
    with ws.read() as reader:
        rows = store.of_record(reader, OWNERS[entity], record_id)
    return tuple(
        Document(row["id"], row["title"] or "", row["location"], row["kind"] or "", _present(row)) for row in rows
    )


def detach(ws: Workspace, document_id: int) -> Outcome:
    """Forget where a file lies; the file itself stays. Raises `NotFound`."""
    with ws.write("detach", N_("take a file off")) as writer:
        if not writer.delete("document", [document_id]):
            raise NotFound(N_("There is no such file."))
        return Outcome(writer.action_id, {"document": (document_id,)})


def _present(row: Mapping[str, str | None]) -> bool:
    location = row["location"] or ""
    if "://" in location:
        return True
    path = Path(location)
    return path.is_file() and (not row["sha256"] or _digest(path) == row["sha256"])


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
