"""Keeps what is worked out from records in step: every action ends by describing again what it touched, for the search,
and by working out when the leads it moved are due."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from chamber.i18n import N_
from chamber.progress import Progress, unheard
from chamber.search.index import Doc, drop_docs, index_docs
from chamber.text.values import Phone, bare_number
from chamber.workspace import Reader, Workspace, Writer
from db import search as store
from db.ids import Ids
from db.queries import lookup

Columns = Mapping[str, list[Any]]
INDEXING = N_("Bringing the search index up to date")
DROPPING = N_("Taking what is gone out of the search index")
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
        progress(DROPPING, 0, 0)
        drop_docs(writer.db, gone)


def gather(ws: Workspace, go_on: Callable[[], None] = lambda: None) -> None:
    """Bring together what filling the search index left in parts, a little at a time: nobody waits for it, and a search
    takes less from then on. `go_on` is asked in between and may raise to leave the rest for another time."""
    with ws.read() as reader:
        has_more = store.is_scattered(reader.db)
    while has_more:
        go_on()
        with ws.read() as reader, reader.at_once():
            reader.hold_little()
            has_more = store.gather(reader.db)


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
            columns = writer.columns(table, part, _COLUMNS.get(table, ()))
            if len(columns["id"]) < len(part):
                here = set(columns["id"])
                gone += [(table, row_id) for row_id in part if row_id not in here]
            yield from make(writer, columns)


def documents(reader: Reader, table: str, ids: list[int]) -> list[Doc]:
    """The search documents of rows, in the order of `ids`: for rebuilding an index, or to show rows as hits."""
    docs = MAKERS[table](reader, reader.columns(table, ids, _COLUMNS.get(table, ())))
    found = {doc.record_id: doc for doc in docs}
    return [found[row_id] for row_id in ids if row_id in found]


def _docs(kind: str, columns: Columns, title: str, /, **others: Iterable[Any]) -> list[Doc]:
    """The documents of rows given as column → values; `others`: what these have beside code and title."""
    told: dict[str, Iterable[Any]] = {
        "kind": repeat(kind),
        "record_id": columns["id"],
        "code": [code or "" for code in columns["code"]],
        "title": columns[title],
        "detail": repeat(""),
        "names": repeat(()),
        "phones": repeat(()),
        "uscc": repeat(""),
        "codes": repeat(()),
        "person": repeat(False),
        "first": repeat(True),
    }
    return list(map(Doc._make, zip(*(told | others).values(), strict=False)))


def _phones(*columns: Sequence[Any]) -> list[tuple[str, ...]]:
    """The numbers of each row."""
    return [_numbers(texts) if any(texts) else () for texts in zip(*columns, strict=True)]


def _numbers(texts: Iterable[Any]) -> tuple[str, ...]:
    numbers: list[str] = []
    for text in texts:
        if text:
            bare = bare_number(text)
            numbers += [bare] if bare else [item["number"] for item in json.loads(text)]
    return tuple([number if number.isdecimal() else Phone(number).digits for number in numbers])


def _names(*columns: Sequence[Any]) -> list[tuple[str, ...]]:
    """What each row says in these columns."""
    return [tuple(filter(None, names)) for names in zip(*columns, strict=True)]


def _words(*columns: Sequence[Any]) -> list[str]:
    """The same as one text."""
    return [" ".join(filter(None, words)) for words in zip(*columns, strict=True)]


def _enterprises(reader: Reader, columns: Columns) -> list[Doc]:
    from db.queries.members import numbers_of

    ids, codes = columns["id"], columns["code"]
    numbers = numbers_of(reader, ids)
    divisions = {code: _division(code) for code in set(columns["home_division"])}
    names = _names(columns["short_name"], columns["legal_representative"])
    for at, former in enumerate(columns["former_names"]):
        if former:
            short, legal = columns["short_name"][at], columns["legal_representative"][at]
            names[at] = tuple(filter(None, (short, *json.loads(former), legal)))
    return _docs(
        "enterprise",
        columns,
        "name",
        code=[numbers.get(row_id) or code or "" for row_id, code in zip(ids, codes, strict=True)],
        detail=[
            divisions[code] or address or ""
            for code, address in zip(columns["home_division"], columns["address"], strict=True)
        ],
        names=names,
        phones=_phones(columns["phones"]),
        uscc=[uscc or "" for uscc in columns["uscc"]],
        codes=[(code,) if code and row_id in numbers else () for row_id, code in zip(ids, codes, strict=True)],
        first=[row_id in numbers for row_id in ids],
    )


def _people(reader: Reader, columns: Columns) -> list[Doc]:
    owners = columns["enterprise_id"]
    units = lookup.titles_of(reader, "enterprise", "name", sorted(set(filter(None, owners))))
    return _docs(
        "person",
        columns,
        "name",
        detail=_words(
            [units.get(owner) or unit for owner, unit in zip(owners, columns["unit"], strict=True)], columns["position"]
        ),
        names=_names(columns["unit"]),
        phones=_phones(columns["mobiles"], columns["landlines"]),
        person=repeat(True),
    )


def _events(reader: Reader, columns: Columns) -> list[Doc]:
    days = [(starts_at or "")[:10] for starts_at in columns["starts_at"]]
    return _docs("event", columns, "name", detail=_words(days, columns["venue"]), names=_names(columns["theme"]))


def _leads(reader: Reader, columns: Columns) -> list[Doc]:
    return _docs(
        "lead",
        columns,
        "project",
        detail=_words(columns["investor"], columns["stage"]),
        names=_names(columns["investor"], columns["contact"], columns["introducer"]),
        phones=_phones(columns["contact_phones"]),
    )


def _titled(kind: str, title: str, detail: str) -> Callable[[Reader, Columns], list[Doc]]:
    def make(reader: Reader, columns: Columns) -> list[Doc]:
        return _docs(kind, columns, title, detail=[text or "" for text in columns[detail]])

    return make


def _division(code: str | None) -> str:
    from chamber.divisions import divisions

    return divisions().name(code) if code else ""


MAKERS: dict[str, Callable[[Reader, Columns], list[Doc]]] = {
    "enterprise": _enterprises,
    "person": _people,
    "event": _events,
    "lead": _leads,
    "office": _titled("office", "name", "kind"),
    "policy": _titled("policy", "title", "issuer"),
}
"""Which tables are searched, and how rows become documents."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "enterprise": ("name", "short_name", "legal_representative"),
    "person": ("name", "unit"),
    "event": ("name", "theme"),
    "lead": ("project", "investor", "contact", "introducer"),
    "office": ("name",),
    "policy": ("title",),
}
"""Table → columns of text whose every character is in the documents made of them."""
