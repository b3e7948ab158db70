"""When each lead asks for something next, kept while things are written: the first screen, lists, filters and reminders
read it at once, however many leads there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chamber.i18n import N_
from chamber.leads.duties import STEP, Basis, asked, basis_of
from chamber.leads.record import ANSWERING
from chamber.progress import Progress, unheard
from chamber.workspace import Reader, Workspace, Writer, in_words
from db import tallies
from db.queries import clocks
from db.queries import due as store
from db.queries.clocks import ClockRow
from db.queries.due import Stored
from db.tallies import Tallies

_SHARED = frozenset({"calendar_day", "setting", "stage", "chamber"})
"""Tables every lead's duties follow from."""
_OWN = ("activity", "stage_change")
WORKING_OUT = N_("Working out when leads are due")


def refresh(writer: Writer, progress: Progress = unheard) -> None:
    """Work out again what an action that is about to end has moved."""
    if _SHARED & writer.touched.keys():
        bring_up(writer, writer.tallies, progress)
    ids = set(writer.touched.get("lead", ()))
    for table in _OWN:
        if table in writer.touched:
            ids |= store.leads_of(writer, table, sorted(writer.touched[table]))
    if not ids:
        return
    store.hold(writer.db, list(ids))
    if not store.basis(writer):
        bring_up(writer, writer.tallies, progress)
        return
    wanted, basis = sorted(ids), basis_of(writer)
    for at in range(0, len(wanted), store.PART):
        progress(WORKING_OUT, at, len(wanted))
        part = wanted[at : at + store.PART]
        after = _worked_out(clocks.clocks(writer, part, ANSWERING), basis)
        store.write(writer.db, writer.tallies, store.of(writer, part), after)


def bring_up(reader: Reader, changes: Tallies, progress: Progress = unheard) -> int:
    """Work out every lead again when what they follow from has changed; gives how many are due otherwise than before.
    Needs a write transaction."""
    known = store.basis(reader, alone=True)
    if not known and next(store.spans(reader), None) is None:
        return 0
    basis = basis_of(reader)
    if known == basis.fingerprint:
        return 0
    return _everything(reader, changes, basis, progress)


def rebuild(reader: Reader, progress: Progress = unheard) -> int:
    """Work out every lead again, whatever is stored; gives how many were wrong. Needs a write transaction."""
    changes = Tallies()
    found = _everything(reader, changes, basis_of(reader), progress)
    tallies.rebuild(reader.db, (store.TABLE,))
    return found


def _everything(reader: Reader, changes: Tallies, basis: Basis, progress: Progress) -> int:
    parts = list(store.spans(reader))
    found = 0
    for number, (first, last) in enumerate(parts):
        progress(WORKING_OUT, number * store.PART, len(parts) * store.PART)
        rows = clocks.clocks_between(reader, first, last, ANSWERING)
        found += store.write(reader.db, changes, store.between(reader, first, last), _worked_out(rows, basis))
    store.set_basis(reader.db, basis.fingerprint)
    return found


def fill(reader: Reader, progress: Progress = unheard) -> None:
    """Work out what a database older than this table lacks. Needs a write transaction."""
    changes = Tallies()
    bring_up(reader, changes, progress)
    changes.flush(reader.db)


def ensure(ws: Workspace, progress: Progress = unheard) -> int:
    """Work out anew what a newer calendar of the program has moved; gives how many leads are due otherwise now."""
    if not is_stale(ws):
        return 0
    with in_words(), ws.store.reading() as reader, reader.at_once():
        changes = Tallies()
        found = bring_up(reader, changes, progress)
        changes.flush(reader.db)
        return found


def is_stale(ws: Workspace) -> bool:
    """Whether what is stored was worked out from another calendar or rhythm than counts now."""
    with ws.read() as reader:
        known = store.basis(reader)
        return bool(known or next(store.spans(reader), None)) and known != basis_of(reader).fingerprint


def wrong(reader: Reader, heard: Callable[[int, int], None] = lambda done, of: None) -> int:
    """How many leads are stored as due otherwise than they are. `heard` is told how many were looked at, of how many."""
    basis, count = basis_of(reader), 0
    parts = list(store.spans(reader))
    for number, (first, last) in enumerate(parts):
        heard(number * store.PART, len(parts) * store.PART)
        kept, right = (
            store.between(reader, first, last),
            _worked_out(clocks.clocks_between(reader, first, last, ANSWERING), basis),
        )
        count += sum(kept.get(one) != right.get(one) for one in kept.keys() | right.keys())
    return count


def _worked_out(rows: Iterable[ClockRow], basis: Basis) -> dict[int, Stored]:
    return {row.id: stored_of(row, basis) for row in rows}


def stored_of(row: ClockRow, basis: Basis) -> Stored:
    """What is stored of a lead."""
    found = asked(row, basis)
    if not found:
        return _NOTHING
    duty = due = step = None
    for name, one in found:
        if name == STEP:
            step = one.on.isoformat()
        elif duty is None:
            duty, due = name, one
    first = found[0][1].on.isoformat()
    if due is None:
        return Stored(first, step_on=step)
    return Stored(first, duty, due.on.isoformat(), step, int(due.estimated))


_NOTHING = Stored()
