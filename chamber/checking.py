"""`check`: whether a database is whole, from its pages to the files its records name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from chamber.i18n import N_, _
from chamber.indexing import MAKERS, documents
from chamber.leads import due
from chamber.progress import Last, Progress, unheard
from chamber.search import index
from chamber.workspace import Reader, Workspace, in_words
from db import checks, journal, tallies
from db.database import chunks
from db.queries import lists

_COUNTING = N_("Counting the records")
_REPAIRING = N_("Making the search index anew")

Heard = Callable[[int, int], None]
"""Hears what is done of one thing that is looked at, of how many."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong: `area` is 'file', 'references', 'codes', 'journal', 'search', 'tallies', 'due' or
    'documents'."""

    area: str
    message: str
    params: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return _(self.message).format(**dict(self.params))


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what is wrong (nothing, when all is well)."""

    records: int
    actions: int
    troubles: tuple[Trouble, ...]

    @property
    def is_whole(self) -> bool:
        return not self.troubles

    def to_json(self) -> dict[str, Any]:
        told = [{"area": one.area, "message": str(one)} for one in self.troubles]
        return {"whole": self.is_whole, "records": self.records, "actions": self.actions, "troubles": told}


def check(ws: Workspace, progress: Progress = unheard) -> Checked:
    """Look through everything. A file too damaged to be read at all raises `Unavailable`. `progress` may stop it."""
    from chamber.exporting.placing import put_right

    put_right(ws)
    last = Last(progress)
    found: list[Trouble] = []
    with ws.read() as reader, reader.attended(last.again):
        last(_COUNTING, 0, 0)
        counts = checks.row_counts(reader, list(MAKERS))
        actions = checks.row_counts(reader, ["action"])["action"]
        for stage, look in _looks(counts, last.heard):
            last(stage, 0, 0)
            found += look(reader)
    return Checked(sum(counts.values()), actions, tuple(found))


def _looks(counts: dict[str, int], heard: Heard) -> Iterator[tuple[str, Callable[[Reader], Iterable[Trouble]]]]:
    """What is looked at, as a person reads it, and how."""
    yield N_("Looking at the file"), _file
    yield N_("Looking at what points at what"), _references
    yield N_("Looking at codes and numbers"), _codes
    yield N_("Looking at the journal"), partial(_journal, heard=heard)
    yield N_("Looking at the search index"), partial(_search, counts=counts)
    yield N_("Counting the tallies"), _tallies
    yield N_("Looking when leads are due"), partial(_due, heard=heard)
    yield N_("Looking for the documents"), _documents


def _file(reader: Reader) -> Iterator[Trouble]:
    for told in checks.pages(reader):
        yield Trouble("file", N_("The file is damaged: {told}"), (("told", told),))


def _references(reader: Reader) -> Iterator[Trouble]:
    for table, column, count in checks.dangling(reader):
        message = N_("{count} rows of {table} point at nothing ({column}).")
        yield Trouble("references", message, (("count", count), ("table", table), ("column", column)))


def _codes(reader: Reader) -> Iterator[Trouble]:
    for table, column, value, count in checks.repeated(reader):
        message = N_("{count} rows of {table} have the same {column}, {value}. Make one of them or correct it.")
        params = (("count", count), ("table", table), ("column", column), ("value", value))
        yield Trouble("codes", message, params)


def _journal(reader: Reader, heard: Heard) -> Iterator[Trouble]:
    broken = journal.broken_links(reader.db, heard)
    if broken:
        numbers = ", ".join(map(str, broken[:10]))
        yield Trouble(
            "journal", N_("The journal was changed from outside at action {numbers}."), (("numbers", numbers),)
        )


def _search(reader: Reader, counts: dict[str, int]) -> Iterator[Trouble]:
    for problem in index.check(reader.db, counts):
        if problem.what == "version" and not any(counts.values()):
            # Nothing was ever put in; the first record will set it.
            continue
        detail = f"{problem.kind} {problem.detail}".strip()
        yield Trouble("search", N_("The search index is not in step: {detail}"), (("detail", detail),))


def _tallies(reader: Reader) -> Iterator[Trouble]:
    for table in tallies.wrong(reader.db):
        yield Trouble("tallies", N_("The tallies of {table} are not what a count gives."), (("table", table),))


def _due(reader: Reader, heard: Heard) -> Iterator[Trouble]:
    count = due.wrong(reader, heard)
    if count:
        yield Trouble("due", N_("{count} leads are not due when they are said to be."), (("count", count),))


def _documents(reader: Reader) -> Iterator[Trouble]:
    for number, place in checks.document_places(reader):
        if "://" not in place and not Path(place).exists():
            yield Trouble(
                "documents", N_("Document {number} is not where it was: {path}"), (("number", number), ("path", place))
            )


def rebuild_search(ws: Workspace, progress: Progress = unheard) -> int:
    """Make the search index anew from the records, count the tallies and work out again when leads are due; returns how
    many are in the index. `progress` may give it up: then all is as it was."""
    count, last = 0, Last(progress)
    with (
        in_words(),
        ws.store.reading() as reader,
        reader.attended(last.again),
        reader.at_once(),
    ):
        last(_COUNTING, 0, 0)
        of = sum(checks.row_counts(reader, list(MAKERS)).values())
        tallies.rebuild(reader.db)
        due.rebuild(reader, last)
        index.clear(reader.db)
        for table in MAKERS:
            for part in chunks(lists.ids(reader, table), 5_000):
                last(_REPAIRING, count, of)
                # Describing a record only reads.
                docs = documents(reader, table, list(part))
                index.index_docs(reader.db, docs)
                count += len(docs)
    return count
