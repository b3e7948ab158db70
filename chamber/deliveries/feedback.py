"""Feedback: a returned sheet compared, cell by cell, with what was sent and what we have."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from typing import Any

from chamber.collecting import collecting_seldom
from chamber.deliveries.as_sent import as_sent, names_told, without_erased
from chamber.deliveries.cells import CellMaker
from chamber.deliveries.delta import hidden_today
from chamber.deliveries.drafting import permits_for
from chamber.deliveries.heard import heard_before, mark_of
from chamber.deliveries.layout import PERSONAL_KEYS, Layout, SheetColumn
from chamber.deliveries.matching import Base, Matcher
from chamber.deliveries.merge import Verdict, merge_versions, same
from chamber.deliveries.offered import ONE_WAY
from chamber.deliveries.plan import Candidate, CellChange, FeedbackPlan, MatchedRow
from chamber.deliveries.record import SENT, Delivery
from chamber.deliveries.returned import ReturnedRow, numbers_in, read_returned, rows_of
from chamber.deliveries.service import must_be_own
from chamber.entity import entity_of
from chamber.errors import BadFile, NotFound
from chamber.fields import Text
from chamber.i18n import N_, _
from chamber.offices.record import Office
from chamber.privacy.record import ERASED
from chamber.reading import some
from chamber.records import get
from chamber.text.hidden_names import Names
from chamber.workspace import Reader, Workspace
from db.queries import deliveries as store
from db.queries import lookup

# Columns of the sheet that are made up for it; what comes back in them is not a change of the lead.
_MADE_UP = ("number", "mark", "changes", "code", *PERSONAL_KEYS, *ONE_WAY)


def plan_feedback(ws: Workspace, path: Path, *, password: str | None = None) -> FeedbackPlan:
    """Compare a returned sheet with what was sent and what we have. Writes nothing.

    Raises `BadFile`/`NotFound` when it is no sheet of ours.
    """
    with collecting_seldom():
        book = read_returned(path, password)
        with ws.read() as reader:
            delivery = _delivery(reader, numbers_in(book), book.name)
            office: Office = get(reader, "office", (delivery.office.id if delivery.office else None) or 0)
            must_be_own(ws, office.id)
            layout = Layout.load(delivery.layout)
            returned = rows_of(book, layout)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            merger = _Merger(reader, delivery, office, layout.columns)
            present = frozenset(returned.columns.values())
            if ws.officer is not None:
                # An officer answers; what the chamber wrote is not theirs to change.
                present &= {column.key for column in layout.columns if column.feedback}
            merger.merge(returned.rows, present)
            if merger.is_another_list:
                raise BadFile(
                    N_(
                        "{path} is not the list {number} of this database: not one row has its project or its investor."
                    ),
                    path=book.name,
                    number=delivery.number,
                    hint=N_(
                        "Every chamber numbers its lists alike; this may be another chamber's. Nothing was taken from it."
                    ),
                )
            return FeedbackPlan(
                path=str(path),
                sha256=digest,
                delivery=delivery,
                office=office,
                updates=tuple(one for one in merger.changes if one.verdict is Verdict.THEIRS),
                conflicts=tuple(one for one in merger.changes if one.verdict is Verdict.BOTH),
                others=tuple(one for one in merger.changes if one.verdict in (Verdict.OURS, Verdict.SAME)),
                rows=tuple(merger.rows),
                not_returned=merger.not_returned(),
                candidates=tuple(merger.candidates),
                filed=tuple(merger.filed),
                unchanged=merger.unchanged,
                columns=returned.columns,
                unknown_columns=returned.unknown,
                left_aside=tuple(merger.left_aside),
                seen_before=bool(store.feedback_files(reader, digest)),
                newer=_newer(reader, delivery, office.id),
            )


def _delivery(reader: Reader, numbers: Sequence[str], name: str) -> Delivery:
    for number in numbers:
        found = lookup.by_code(reader, "delivery", number)
        if found:
            delivery: Delivery = get(reader, "delivery", found[0])
            return delivery
    if numbers:
        raise NotFound(N_("Delivery {number} is not in this database."), number=numbers[0])
    raise BadFile(
        N_("{path} does not say which delivery it was."),
        path=name,
        hint=N_("Neither the hidden key nor the line 报送批次 is left. To bring in another list, use import."),
    )


def _newer(reader: Reader, delivery: Delivery, office_id: int) -> str:
    """The number of the last list the office got after this one."""
    if delivery.status not in SENT:
        return ""
    last: Delivery = get(reader, "delivery", store.deliveries_of(reader, office_id, SENT)[0])
    return "" if last.id == delivery.id else last.number


def _said_names(cells: Mapping[str, str]) -> tuple[str, str]:
    return _squeezed(cells.get("project", "")), _squeezed(cells.get("investor", ""))


def _squeezed(text: str) -> str:
    return "".join(text.split())


class _Merger:
    """Merges the cells of returned rows into what there is to decide."""

    def __init__(self, reader: Reader, delivery: Delivery, office: Office, columns: Sequence[SheetColumn]) -> None:
        self.reader = reader
        self.columns = {column.key: column for column in columns}
        self.delivery = delivery
        self.touched = store.leads_touched_since(reader, delivery.id)
        self.matcher = Matcher(reader, delivery)
        permits, _withdrawn = permits_for(reader, office.id)
        self.maker = CellMaker(office, columns, permits)
        self.heard = heard_before(reader, office.id)
        self.changes: list[CellChange] = []
        self.rows: list[MatchedRow] = []
        self.candidates: list[Candidate] = []
        self.filed: list[tuple[int, str]] = []
        self.left_aside: list[tuple[int, str, str]] = []
        self.unchanged = 0
        self._told = self._alike = False
        self._returned: set[int] = set()
        self._seen: dict[tuple[int, str], CellChange] = {}
        self._then: Mapping[tuple[str, int], Mapping[str, Any]] = {}

    def merge(self, rows: Sequence[ReturnedRow], present: frozenset[str]) -> None:
        known = entity_of("lead").by_name
        keys = [key for key in self.columns if key in present and key in known and key not in _MADE_UP]
        found: dict[tuple[int, str], tuple[Base, list[ReturnedRow]]] = {}
        names = rows[0].names if rows else ()
        personal = [(names.index(key), key) for key in PERSONAL_KEYS if key in names and key in self.columns]
        for back in rows:
            base, reason = self.matcher.match(back)
            if base is None:
                self.candidates.append(Candidate(back.row, back.cells, reason))
            else:
                self._compare_names(back, base)
                self._note_personal(back, base, personal)
                found.setdefault((base.lead_id, base.number), (base, []))[1].append(back)
        for base, versions in found.values():
            if len(versions) > 1:
                self._set_copies_aside(base, versions)
        is_told = _teller(keys, rows[0].names if rows else ())
        wanted = [at for at, (base, versions) in found.items() if self._may_be_news(base, versions, is_told)]
        there = self._named(list({at[0] for at in found}))
        needed = ("code", "project", *self.maker.needs)
        leads = list(some(self.reader, "lead", list({at[0] for at in wanted}), needed))
        now = {lead.id: (lead, cells) for lead, cells in zip(leads, self.maker.cells_of(leads), strict=True)}
        news = set(wanted)
        self._then = as_sent(self.reader, self._touched_of(wanted, found))
        for at, (base, versions) in found.items():
            self._returned.add(base.lead_id)
            named = there.get(base.lead_id)
            if named is None:
                reason = _("The lead was removed here since.")
                self.candidates.extend(Candidate(one.row, one.cells, reason) for one in versions)
                continue
            self.rows.append(MatchedRow(versions[0].row, base.lead_id, *named))
            if at in news:
                self._merge_lead(*now[base.lead_id], base, versions, keys)
            else:
                self.unchanged += len(keys)
        self._set_filed_aside()

    def _touched_of(
        self, wanted: Sequence[tuple[int, str]], found: Mapping[tuple[int, str], tuple[Base, list[ReturnedRow]]]
    ) -> dict[str, list[int]]:
        """Number of a list → leads of its rows that were written to since and may hold a mask."""
        touched: dict[str, list[int]] = {}
        for lead_id, number in wanted:
            is_touched = lead_id in self.touched or number != self.delivery.number
            if is_touched and any("*" in text for text in found[lead_id, number][0].cells.values()):
                touched.setdefault(number, []).append(lead_id)
        return touched

    def _named(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Lead → number and project of those that are still there."""
        told = self.reader.columns("lead", ids, ("code", "project"))
        return {
            lead_id: (code or "", project or "")
            for lead_id, code, project in zip(told["id"], told["code"], told["project"], strict=True)
        }

    def _compare_names(self, back: ReturnedRow, base: Base) -> None:
        if self._alike:
            # One name that fits is enough to know the list by.
            return
        said = [key for key in ("project", "investor") if back.cells.get(key)]
        self._told = self._told or bool(said)
        self._alike = any(_squeezed(back.cells[key]) == _squeezed(base.cells.get(key, "")) for key in said)

    def _note_personal(self, back: ReturnedRow, base: Base, places: Sequence[tuple[int, str]]) -> None:
        """What an office writes into a column of contact data (`places` in a row) is not taken, but it is told."""
        for place, key in places:
            text = back.values[place]
            sent = base.cells.get(key, "")
            if text != sent and text.strip() and "*" not in text and not same(text, sent):
                self.left_aside.append((back.row, self.columns[key].title, text.strip()))

    def _set_copies_aside(self, base: Base, versions: list[ReturnedRow]) -> None:
        """Who adds a row by copying one copies its key too: beside the row itself, one of another project or investor is
        a new one."""
        own = _said_names(base.cells)
        if all(_said_names(one.cells) != own for one in versions):
            return
        for one in [one for one in versions if _said_names(one.cells) != own]:
            versions.remove(one)
            cells = {key: text for key, text in one.cells.items() if key not in ("code", "number")}
            reason = _("A copy of another row, for another project or investor.")
            self.candidates.append(Candidate(one.row, cells, reason))

    @property
    def is_another_list(self) -> bool:
        """Whether the rows fit by their numbers alone. An office may put a name right, but not all of them."""
        return self._told and not self._alike

    def _may_be_news(
        self, base: Base, versions: Sequence[ReturnedRow], is_told: Callable[[ReturnedRow, Mapping[str, str]], bool]
    ) -> bool:
        """Whether either side may have changed a cell. Most rows come back as they went, of leads nobody touched since:
        for those the lead need not be read whole."""
        if base.number != self.delivery.number or base.lead_id in self.touched:
            return True
        return any(is_told(row, base.cells) for row in versions)

    def _set_filed_aside(self) -> None:
        """A row that is no lead of the list is one of ours all the same when it was filed meanwhile."""
        names = {one.cells.get("project", "").strip() for one in self.candidates} - {""}
        there = store.leads_named(self.reader, sorted(names))
        left = []
        for one in self.candidates:
            code = there.get((one.cells.get("project", "").strip(), one.cells.get("investor", "").strip()))
            if code:
                self.filed.append((one.row, code))
            else:
                left.append(one)
        self.candidates = left

    def _merge_lead(
        self, lead: Any, now: Mapping[str, str], base: Base, versions: Sequence[ReturnedRow], keys: Sequence[str]
    ) -> None:
        came = [row.cells for row in versions]
        # A name is hidden as that of the contact of that day, who may be another one by now.
        then = self._then.get((base.number, base.lead_id))
        names = names_told(lead, [then] if then else ())
        is_erased = lead.contact.text == ERASED
        for key in keys:
            sent, ours = base.cells.get(key, ""), now[key]
            # That something is hidden now, or shown, is no change of ours.
            as_told = sent if sent != ours and _are_alike(key, sent, ours, names) else ours
            back = [cells.get(key, "") for cells in came]
            if is_erased:
                back = [without_erased(key, one, sent, row) for one, row in zip(back, versions, strict=True)]
            if sent == as_told and not [theirs for theirs in back if theirs and theirs != sent]:
                self.unchanged += 1
                continue
            said = [self._news(base, key, theirs) for theirs in back]
            verdict, value = merge_versions(sent, said, as_told, self._between(key))
            if verdict is Verdict.UNCHANGED or (verdict is Verdict.OURS and not any(said)):
                self.unchanged += 1
                continue
            change = CellChange(
                row=versions[0].row,
                lead_id=lead.id,
                code=lead.code,
                project=lead.project,
                field=key,
                title=self.columns[key].title,
                sent=sent,
                theirs=value if verdict in _DIFFERS else next(filter(None, said), ""),
                ours=ours,
                verdict=verdict,
                number=base.number,
                heard=tuple(mark_of(base.number, lead.id, key, one) for one in {value, *filter(None, said)}),
            )
            self._note(change)

    def _between(self, key: str) -> str:
        """What several answers are put together with: texts can be read on, others are for a person to write."""
        kind = entity_of("lead").field(key).kind
        return ("\n" if kind.multiline else "；") if isinstance(kind, Text) else " / "

    def _news(self, base: Base, key: str, theirs: str) -> str:
        """What they say, unless that very answer was dealt with before."""
        if not theirs or not self.heard:
            return theirs
        return "" if mark_of(base.number, base.lead_id, key, theirs) in self.heard else theirs

    def _note(self, change: CellChange) -> None:
        """One cell once, however many rows of the file speak of it; two different answers are for a person."""
        if change.verdict in _DIFFERS:
            first = self._seen.setdefault((change.lead_id, change.field), change)
            if first is not change:
                if first.theirs == change.theirs:
                    return
                change = replace(change, verdict=Verdict.BOTH)
        else:
            self.unchanged += 1
        self.changes.append(change)

    def not_returned(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (cells.get("code", ""), cells.get("project", ""))
            for lead_id, cells in self.matcher.sent.items()
            if lead_id not in self._returned
        )


def _are_alike(key: str, sent: str, ours: str, names: Names) -> bool:
    return hidden_today(key, sent, names) == hidden_today(key, ours, names)


def _teller(keys: Sequence[str], names: Sequence[str]) -> Callable[[ReturnedRow, Mapping[str, str]], bool]:
    """What finds out whether a row says in one of the columns `keys` something else than what was sent; blank says
    nothing. `names` are the columns of the rows."""

    def is_told(row: ReturnedRow, sent: Mapping[str, str]) -> bool:
        theirs = row.cells
        return any(theirs.get(key) and theirs[key] != sent.get(key, "") for key in keys)

    if len(keys) < 2 or not names:
        return is_told
    said, was = itemgetter(*map(names.index, keys)), itemgetter(*keys)

    def is_told_at_all(row: ReturnedRow, sent: Mapping[str, str]) -> bool:
        # As a whole first: that is how most rows come back.
        try:
            return said(row.values) != was(sent) and is_told(row, sent)
        except KeyError:
            return is_told(row, sent)

    return is_told_at_all


_DIFFERS = (Verdict.THEIRS, Verdict.BOTH)
