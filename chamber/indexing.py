"""Keeps what is worked out from records in step: every action ends by describing again what it touched, for the search,
and by working out when the leads it moved are due."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from chamber.i18n import N_
from chamber.progress import Progress, unheard
from chamber.search.index import Doc, drop_docs, index_docs
from chamber.text.values import Phone, bare_number
from chamber.workspace import Reader, Workspace, Writer
from db.ids import Ids
from db.queries import lookup

Row = Mapping[str, Any]
INDEXING = N_("Bringing the search index up to date")
_PART = 2_000
_MOVES_CLOCKS = frozenset({"lead", "activity", "stage_change", "calendar_day", "setting", "stage", "chamber"})
"""Tables that say when leads are due."""

# What a document of the large tables is made of, with the row beside it that gives a member its number.
_COLUMNS = {
    "enterprise": (
        "code", "name", "short_name", "former_names", "legal_representative", "home_division", "address", "phones", "uscc",
    ),
    "person": ("code", "name", "enterprise_id", "unit", "position", "mobiles", "landlines"),
    "lead": ("code", "project", "investor", "stage", "contact", "introducer", "contact_phones"),
    "membership": ("enterprise_id", "number"),
}  # fmt: skip


def refresh(ws: Workspace, writer: Writer, progress: Progress = unheard) -> None:
    """Index again the searchable rows this action touched, and those whose description depends on them; work out again
    when leads are due. `progress` may still give the action up."""
    if _MOVES_CLOCKS & writer.touched.keys():
        from chamber.leads import due

        due.refresh(writer, progress)
    touched = {table: Ids(_described_otherwise(writer, table)) for table in (*MAKERS, "membership")}
    for part in touched.pop("membership").parts(_PART):
        touched["enterprise"].update(writer.columns("membership", part, ("enterprise_id",))["enterprise_id"])
    if "name" in writer.changed["enterprise"]:
        # Its people are described by its name.
        for part in touched["enterprise"].parts(_PART):
            touched["person"].update(writer.referring("person", "enterprise_id", part))
    gone: list[tuple[str, int]] = []
    index_docs(writer.db, _documents(writer, touched, gone, progress))
    if gone:
        drop_docs(writer.db, gone)


def _described_otherwise(writer: Writer, table: str) -> Iterable[int]:
    """The rows this action touched, if anything of them changed that a document is made of: a tag says nothing new."""
    made_of = _COLUMNS.get(table)
    told = made_of is None or bool(writer.changed[table].intersection(("id", *made_of)))
    return writer.touched.get(table, ()) if told else ()


def _documents(
    writer: Writer, touched: Mapping[str, Ids], gone: list[tuple[str, int]], progress: Progress
) -> Iterator[Doc]:
    """The documents of rows; those that are no longer there are added to `gone`."""
    done, of = 0, sum(len(ids.in_order()) for ids in touched.values())
    for table, make in MAKERS.items():
        for part in touched[table].parts(_PART):
            progress(INDEXING, done, of)
            done += len(part)
            rows = writer.rows(table, part, _COLUMNS.get(table, ()))
            if len(rows) < len(part):
                here = {row["id"] for row in rows}
                gone += [(table, row_id) for row_id in part if row_id not in here]
            yield from make(writer, rows)


def documents(reader: Reader, table: str, ids: list[int]) -> list[Doc]:
    """The search documents of rows, in the order of `ids`: for rebuilding an index, or to show rows as hits."""
    return MAKERS[table](reader, reader.rows(table, ids))


def _phones(*columns: Any) -> tuple[str, ...]:
    numbers: list[str] = []
    for text in columns:
        if text:
            bare = bare_number(text)
            numbers += [bare] if bare else [item["number"] for item in json.loads(text)]
    return tuple([number if number.isdecimal() else Phone(number).digits for number in numbers])


def _words(text: Any) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()


def _enterprises(reader: Reader, rows: list[dict[str, Any]]) -> list[Doc]:
    from db.queries.members import numbers_of

    numbers = numbers_of(reader, [row["id"] for row in rows])
    return [
        Doc(
            kind="enterprise",
            record_id=row["id"],
            code=numbers.get(row["id"]) or row["code"] or "",
            title=row["name"],
            detail=_division(row["home_division"]) or row["address"] or "",
            names=tuple(filter(None, (row["short_name"], *_words(row["former_names"]), row["legal_representative"]))),
            phones=_phones(row["phones"]),
            uscc=row["uscc"] or "",
            codes=(row["code"],) if row["code"] and row["id"] in numbers else (),
            person=False,
            weight=2 if row["id"] in numbers else 1,
        )
        for row in rows
    ]


def _people(reader: Reader, rows: list[dict[str, Any]]) -> list[Doc]:
    units = lookup.titles_of(
        reader, "enterprise", "name", sorted({row["enterprise_id"] for row in rows if row["enterprise_id"]})
    )
    return [
        Doc(
            kind="person",
            record_id=row["id"],
            code=row["code"] or "",
            title=row["name"],
            detail=" ".join(filter(None, (units.get(row["enterprise_id"]) or row["unit"], row["position"]))),
            names=tuple(filter(None, (row["unit"],))),
            phones=_phones(row["mobiles"], row["landlines"]),
            uscc="",
            person=True,
            weight=1,
        )
        for row in rows
    ]


def _events(reader: Reader, rows: list[dict[str, Any]]) -> list[Doc]:
    return [
        Doc(
            kind="event",
            record_id=row["id"],
            code=row["code"] or "",
            title=row["name"],
            detail=" ".join(filter(None, ((row["starts_at"] or "")[:10], row["venue"]))),
            names=tuple(filter(None, (row["theme"],))),
            phones=(),
            uscc="",
            person=False,
            weight=1,
        )
        for row in rows
    ]


def _leads(reader: Reader, rows: list[dict[str, Any]]) -> list[Doc]:
    return [
        Doc(
            kind="lead",
            record_id=row["id"],
            code=row["code"] or "",
            title=row["project"],
            detail=" ".join(filter(None, (row["investor"], row["stage"]))),
            names=tuple(filter(None, (row["investor"], row["contact"], row["introducer"]))),
            phones=_phones(row["contact_phones"]),
            uscc="",
            person=False,
            weight=1,
        )
        for row in rows
    ]


def _titled(kind: str, title: str, detail: str) -> Callable[[Reader, list[dict[str, Any]]], list[Doc]]:
    def make(reader: Reader, rows: list[dict[str, Any]]) -> list[Doc]:
        return [
            Doc(
                kind=kind,
                record_id=row["id"],
                code=row["code"] or "",
                title=row[title],
                detail=row[detail] or "",
                names=(),
                phones=(),
                uscc="",
                person=False,
                weight=1,
            )
            for row in rows
        ]

    return make


def _division(code: str | None) -> str:
    from chamber.divisions import divisions

    return divisions().name(code) if code else ""


MAKERS: dict[str, Callable[[Reader, list[dict[str, Any]]], list[Doc]]] = {
    "enterprise": _enterprises,
    "person": _people,
    "event": _events,
    "lead": _leads,
    "office": _titled("office", "name", "kind"),
    "policy": _titled("policy", "title", "issuer"),
}
"""Which tables are searched, and how a row becomes a document."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "enterprise": ("name", "short_name", "legal_representative"),
    "person": ("name", "unit"),
    "event": ("name", "theme"),
    "lead": ("project", "investor", "contact", "introducer"),
    "office": ("name",),
    "policy": ("title",),
}
"""Table → columns of text whose every character is in the documents made of them."""
