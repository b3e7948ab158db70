"""Working out what an office gets: its leads now, what it knows, and the difference. Writes nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from chamber.deliveries.as_sent import names_told
from chamber.deliveries.cells import CellMaker
from chamber.deliveries.delta import (
    CONSENT_WITHDRAWN,
    NAME_WITHDRAWN,
    SheetRow,
    delta_row,
    names_given,
    newest,
    withdrawn_row,
)
from chamber.deliveries.keeping import stored_rows
from chamber.deliveries.layout import PERSONAL_KEYS, SheetColumn
from chamber.deliveries.marks import STALLED, WITHDRAWN
from chamber.deliveries.record import SENT
from chamber.deliveries.scope import DECIDING, in_scope
from chamber.deliveries.sheaf import PART, Sheaf, decoded
from chamber.deliveries.stalling import Stall, stalled
from chamber.deliveries.template import Template, usual
from chamber.i18n import N_
from chamber.leads.record import INTERNAL
from chamber.lists import covering_prefix
from chamber.offices.record import Office
from chamber.privacy.masking import Permit, Reason, names_of, treatments
from chamber.privacy.record import LEADS
from chamber.progress import Progress, unheard
from chamber.reading import some
from chamber.records import get
from chamber.text.hidden_names import NOBODY, Names
from chamber.text.masks import mask_name, mask_phone
from chamber.workspace import Reader, Workspace
from db.queries import deliveries as store
from db.queries import leads as lead_store
from db.queries import offices as office_store
from db.queries import privacy as privacy_store

WORKING_OUT = N_("Working out what the office gets")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a delivery would hold, before anything is written."""

    office: Office
    mode: str
    template: Template
    columns: tuple[SheetColumn, ...]
    rows: Sheaf
    kinds: Mapping[str, int]
    """Kind of lead → how many, what is withdrawn left out."""
    masked: int
    reasons: Mapping[str, int]
    baseline: int | None

    def count(self, mark: str) -> int:
        return self.rows.marks[mark]


def draft(
    ws: Workspace, office_id: int, *, full: bool = False, form: str = "weekly", correction: int | None = None
) -> Draft:
    """Work out what the office gets: 增量 since its last sent delivery, 全量, or 更正 of the
    delivery `correction`. Writes nothing."""
    with ws.read() as reader:
        return plan_draft(ws, reader, office_id, full, form, correction)


def plan_draft(
    ws: Workspace,
    reader: Reader,
    office_id: int,
    full: bool,
    form: str,
    correction: int | None = None,
    progress: Progress = unheard,
) -> Draft:
    """The same inside a session that is open."""
    office: Office = get(reader, "office", office_id)
    template = template_of(reader, office_id, form)
    columns = template.sheet_columns(withheld_from(office))
    told: dict[int, tuple[str, str]] = {}
    if correction is not None:
        known = {row.lead_id: dict(row.cells) for row in stored_rows(reader, correction) if row.mark != WITHDRAWN}
    else:
        known = known_cells(reader, office_id, told=told)
    whole = full or correction is not None or not known
    working = _Working(ws, reader, office, columns, known, told)
    rows = Sheaf.of(working.rows(progress, whole=whole, known_only=correction is not None))
    last = store.deliveries_of(reader, office_id, SENT)
    return Draft(
        office=office,
        mode="更正" if correction is not None else "全量" if full or not last else "增量",
        template=template,
        columns=columns,
        rows=rows,
        kinds=working.kinds,
        masked=working.reasons.total(),
        reasons=dict(sorted(working.reasons.items())),
        baseline=correction if correction is not None else (last[0] if last else None),
    )


class _Working:
    """The rows of a list while they are worked out, and what is counted on the way: `kinds` of the leads, and the
    `reasons` why cells are masked. `known` is used up."""

    def __init__(
        self,
        ws: Workspace,
        reader: Reader,
        office: Office,
        columns: tuple[SheetColumn, ...],
        known: dict[int, dict[str, str]],
        told: Mapping[int, tuple[str, str]],
    ) -> None:
        self.kinds: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self._ws = ws
        self._reader = reader
        self._office = office
        self._columns = columns
        self._known = known
        self._told = told
        self._reasons_too = treatments(office).get("stall_reason", "原文") == "原文"
        self._permits, self._withdrawn = permits_for(reader, office.id)
        self._maker = CellMaker(office, columns, self._permits)

    def rows(self, progress: Progress, *, whole: bool, known_only: bool) -> Iterator[SheetRow]:
        """In the order of the leads, some of them at a time, then what is withdrawn. `whole`: also what did not change;
        `known_only`: no lead that the office does not know."""
        ids = scoped_ids(self._ws, self._reader, self._office)
        leads = scoped_leads(self._ws, self._reader, self._office, self._maker.needs, ids=ids)
        done = 0
        while part := list(islice(leads, PART)):
            progress(WORKING_OUT, done, len(ids))
            done += len(part)
            yield from self._some([lead for lead in part if not known_only or lead.id in self._known], whole)
        there = {one.id: one for one in some(self._reader, "lead", list(self._known), ("contact", "investor"))}
        for lead_id, before in self._known.items():
            lead = there.get(lead_id)
            names = names_of(lead.contact, lead.investor) if lead else names_given(before)
            yield withdrawn_row(lead_id, before, self._columns, names)

    def _some(self, leads: Sequence[Any], whole: bool) -> Iterator[SheetRow]:
        still = stalled(self._ws, self._reader, leads, reasons_too=self._reasons_too)
        made = self._maker.cells_of(leads)
        earlier = self._hide_earlier(leads, made)
        for lead, cells in zip(leads, made, strict=True):
            before = self._known.pop(lead.id, None)
            hidden = self._maker.hidden.get(lead.id, {}).values()
            revoked = self._revoked(lead, before, cells, Reason.NO_CONSENT in hidden)
            stall = still.get(lead.id)
            # A text that was told before may hold the names still; its own cells do not.
            names = self._maker.names_hidden(lead) if stall or before else NOBODY
            stall = stall.hiding(names).hiding(earlier.get(lead.id, NOBODY)) if stall else None
            # A delta tells it again after another month only, or when there is something new to say about it.
            before_that = self._told.get(lead.id)
            if stall and before_that and not whole:
                told = Stall.told(*before_that, self._ws.zone).hiding(names)
                stall = stall if stall.is_news(told) else None
            note = stall.note if stall else None
            row = delta_row(lead.id, before, cells, self._columns, note, revoked=revoked, full=whole, names=names)
            if row is not None:
                self.reasons.update(reason.value for reason in hidden)
                if row.mark != WITHDRAWN and (kind := cells.get("kind")):
                    self.kinds[kind] += 1
                yield row
        self._maker.hidden.clear()

    def _revoked(self, lead: Any, before: Mapping[str, str] | None, cells: Mapping[str, str], no_consent: bool) -> str:
        """What an office is told when it has what a contact does not allow any more; '' when there is nothing."""
        if before is None:
            return ""
        gone = lead.contact.id in self._withdrawn
        if (
            (gone and _was_given(before, cells))
            or (before.get("contact") in self._gone and before["contact"] != cells.get("contact"))
            or (no_consent and _same_but_masked(before, cells))
        ):
            return CONSENT_WITHDRAWN
        names = self._maker.names_hidden(lead) if gone else NOBODY
        if not names or all(names.hide(text) == text for text in before.values()):
            return ""
        since = texts_since_withdrawal(self._reader, self._office.id, lead.id)
        return NAME_WITHDRAWN if any(names.hide(text) != text for text in since) else ""

    @cached_property
    def _gone(self) -> frozenset[str]:
        """The names of those who withdrew a consent and have none in force; also of who was erased."""
        ids = [person for person in self._withdrawn if self._permits[person].withdrawn]
        return frozenset(row["name"] for row in self._reader.rows("person", ids, ("name",)))

    def _hide_earlier(self, leads: Sequence[Any], made: Sequence[dict[str, str]]) -> dict[int, Names]:
        """That the contact is another by now does not tell the name of the one before, which the office got masked, in a
        cell or a remark. The earlier names of these leads."""
        told = {
            lead.id: (lead, cells, keys)
            for lead, cells in zip(leads, made, strict=True)
            if (keys := self._maker.uncovered(self._known.get(lead.id, {}), cells))
            or "**" in self._told.get(lead.id, ("", ""))[0]
        }
        names: dict[int, Names] = {}
        for lead_id, changes in lead_store.held_before(self._reader, list(told)).items() if told else ():
            lead, cells, keys = told[lead_id]
            earlier = names_told(lead, changes, now=False)
            if earlier:
                names[lead_id] = earlier
                self._maker.hide_earlier(lead, cells, keys, earlier)
        return names


def template_of(reader: Reader, office_id: int, form: str) -> Template:
    """The template of an office's sheet; the official form when it has none."""
    found = office_store.template(reader, office_id, form)
    return Template.load(form, found[1]) if found else usual(form)


def withheld_from(office: Office) -> frozenset[str]:
    """The fields of a lead that an office is not given."""
    return frozenset(name for name, how in treatments(office).items() if how == "不给")


def scoped_ids(ws: Workspace, reader: Reader, office: Office) -> list[int]:
    """Ids of the leads that lie where the office may look, by code."""
    prefixes = [covering_prefix(code) for code in office.divisions]
    whole_city = bool(ws.home_division) and any(ws.home_division.startswith(prefix) for prefix in prefixes)
    return store.lead_ids(reader, prefixes, whole_city, INTERNAL)


def scoped_leads(
    ws: Workspace, reader: Reader, office: Office, names: Sequence[str] = (), ids: Sequence[int] | None = None
) -> Iterator[Any]:
    """The leads an office may have (of `ids`, when its `scoped_ids` are known), by code, each with its number, project
    and the fields `names` only."""
    ids = scoped_ids(ws, reader, office) if ids is None else ids
    leads = some(reader, "lead", ids, ("code", "project", *DECIDING, *names))
    return (lead for lead in leads if in_scope(office, lead, ws.home_division))


def permits_for(reader: Reader, office_id: int, on: date | None = None) -> tuple[dict[int, Permit], frozenset[int]]:
    """Person id → what they allow this office now (or allowed at the end of a day), and the people who withdrew a
    consent; those in force add up."""
    day = on.isoformat() if on else None
    allowed: dict[int, set[str]] = {}
    withdrawn: set[int] = set()
    for row in store.consents_for(reader, office_id):
        if not row["separate"] or row["purpose"] != LEADS or (day and row["obtained_on"] > day):
            continue
        if row["withdrawn_on"] and (day is None or row["withdrawn_on"] <= day):
            withdrawn.add(row["person_id"])
        else:
            allowed.setdefault(row["person_id"], set()).update(json.loads(row["categories"] or "[]"))
    permits = {person: Permit(frozenset(categories)) for person, categories in allowed.items()}
    gone = {person: Permit(frozenset(), withdrawn=True) for person in withdrawn - allowed.keys()}
    return permits | gone, frozenset(withdrawn)


def known_cells(
    reader: Reader, office_id: int, until: str | None = None, told: dict[int, tuple[str, str]] | None = None
) -> dict[int, dict[str, str]]:
    """Lead id → cells as the office last got them (until a stamp), those that later sheets left out too; what was
    withdrawn is not known any more. `told` takes the last remark that a lead did not move, and when it was made."""
    known: dict[int, dict[str, str]] = {}
    texts: dict[str, str] = {}
    coming = store.sent_rows(reader, office_id, SENT, until)
    while part := list(islice(coming, PART)):
        for row, cells in zip(part, decoded(row["cells"] for row in part), strict=True):
            lead_id, gone = row["lead_id"], row["mark"] == WITHDRAWN
            if gone and "note" not in json.loads(row["changes"] or "{}"):
                known.pop(lead_id, None)
                continue
            if told is not None and row["mark"] == STALLED:
                told[lead_id] = json.loads(row["changes"] or "{}").get("note", ""), row["made_at"]
            if row["private"]:
                cells |= json.loads(row["private"])
            before = known.get(lead_id)
            if before is not None and gone:
                # They were told to delete the contact data, also what this sheet has no column for.
                before = {key: text for key, text in before.items() if key not in PERSONAL_KEYS}
            # The same few texts stand in most rows: one of each is enough.
            cells = {key: texts.setdefault(text, text) for key, text in cells.items()}
            known[lead_id] = newest(before, cells) if before is not None else cells
    return known


def texts_since_withdrawal(reader: Reader, office_id: int, lead_id: int) -> list[str]:
    """The cells an office got of a lead since it was last told that a consent was withdrawn."""
    texts: list[str] = []
    for row in privacy_store.sent_about(reader, [lead_id]):
        if row["office_id"] != office_id or row["status"] not in SENT:
            continue
        if row["mark"] == WITHDRAWN and "note" in json.loads(row["changes"] or "{}"):
            texts.clear()
        texts += json.loads(row["cells"]).values()
    return texts


def _was_given(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether personal cells went out unmasked before and are hidden now."""
    return any(
        before.get(key) and "*" not in before[key] and (not now.get(key) or "*" in now[key]) for key in PERSONAL_KEYS
    )


def _same_but_masked(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether what went out unmasked is masked now: the consent is gone, be it withdrawn, changed or removed."""
    name, phones = before.get("contact", ""), before.get("contact_phones", "")
    position = before.get("contact_position", "")
    if position and "*" not in position and now.get("contact_position") == "***":
        return True
    return (bool(name) and "*" not in name and now.get("contact") == mask_name(name)) or (
        bool(phones)
        and "*" not in phones
        and now.get("contact_phones") == "、".join(mask_phone(one) for one in phones.split("、"))
    )
