"""Working out what an office gets: its leads now, what it knows, and the difference. Writes nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chamber import clock
from chamber.deliveries.cells import CellMaker
from chamber.deliveries.delta import WITHDRAWN, SheetRow, delta_rows, newest
from chamber.deliveries.keeping import stored_rows
from chamber.deliveries.layout import PERSONAL_KEYS, SheetColumn
from chamber.deliveries.record import SENT
from chamber.deliveries.scope import DECIDING, in_scope
from chamber.deliveries.template import Template, usual
from chamber.lists import covering_prefix
from chamber.offices.record import Office
from chamber.privacy.masking import Permit, Reason, treatments
from chamber.privacy.record import LEADS
from chamber.reading import some
from chamber.records import get
from chamber.text.masks import mask_name, mask_phone
from chamber.workspace import Reader, Workspace
from db.queries import deliveries as store
from db.queries import offices as office_store

STALLED_AFTER = 30
"""Calendar days without progress after which a lead is reported as stalled (DOMAIN.md section 6)."""
_ENDED = ("投产", "停止谈判", "流转外地", "并入他项")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a delivery would hold, before anything is written."""

    office: Office
    mode: str
    template: Template
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    masked: int
    reasons: Mapping[str, int]
    baseline: int | None
    known_until: str

    def count(self, mark: str) -> int:
        return sum(row.mark == mark for row in self.rows)


def draft(
    ws: Workspace, office_id: int, *, full: bool = False, form: str = "weekly", correction: int | None = None
) -> Draft:
    """Work out what the office gets: 增量 since its last sent delivery, 全量, or 更正 of the
    delivery `correction`. Writes nothing."""
    with ws.read() as reader:
        return plan_draft(ws, reader, office_id, full, form, correction)


def plan_draft(
    ws: Workspace, reader: Reader, office_id: int, full: bool, form: str, correction: int | None = None
) -> Draft:
    """The same inside a session that is open."""
    office: Office = get(reader, "office", office_id)
    template = template_of(reader, office_id, form)
    columns = template.sheet_columns(withheld_from(office))
    permits, withdrawn = permits_for(reader, office_id)
    known = known_cells(reader, office_id)
    if correction is not None:
        known = {row.lead_id: dict(row.cells) for row in stored_rows(reader, correction) if row.mark != WITHDRAWN}
    maker = CellMaker(office, columns, permits)
    now: dict[int, Mapping[str, str]] = {}
    revoked: set[int] = set()
    moving: dict[int, tuple[str, str]] = {}
    for lead in scoped_leads(ws, reader, office, maker.needs):
        if correction is not None and lead.id not in known:
            continue
        cells = now[lead.id] = maker.cells(lead)
        before = known.get(lead.id)
        if (lead.contact.id in withdrawn and _was_given(before, cells)) or (
            Reason.NO_CONSENT in maker.hidden.get(lead.id, ()) and _same_but_masked(before, cells)
        ):
            revoked.add(lead.id)
        if lead.stage not in _ENDED:
            moving[lead.id] = lead.first_reported_at, lead.stall_reason
    stalled = _stalled(ws, reader, moving)
    rows = delta_rows(
        known, now, columns, stalled, frozenset(revoked), full=full or correction is not None or not known
    )
    last = store.deliveries_of(reader, office_id, SENT)
    mode = "更正" if correction is not None else "全量" if full or not last else "增量"
    reasons = Counter(
        reason.value
        for row in rows
        if row.mark != WITHDRAWN or row.note
        for reason in maker.hidden.get(row.lead_id, ())
    )
    return Draft(
        office=office,
        mode=mode,
        template=template,
        columns=columns,
        rows=tuple(rows),
        masked=reasons.total(),
        reasons=dict(sorted(reasons.items())),
        baseline=correction if correction is not None else (last[0] if last else None),
        known_until=clock.stamp(),
    )


def template_of(reader: Reader, office_id: int, form: str) -> Template:
    """The template of an office's sheet; the official form when it has none."""
    found = office_store.template(reader, office_id, form)
    return Template.load(form, found[1]) if found else usual(form)


def withheld_from(office: Office) -> frozenset[str]:
    """The fields of a lead that an office is not given."""
    return frozenset(name for name, how in treatments(office).items() if how == "不给")


def scoped_leads(ws: Workspace, reader: Reader, office: Office, names: Sequence[str] = ()) -> Iterator[Any]:
    """The leads an office may have, by code, each with its number, project and the fields `names` only."""
    home = ws.home_division
    prefixes = [covering_prefix(code) for code in office.divisions]
    whole_city = any(home.startswith(prefix) for prefix in prefixes) if home else False
    ids = store.lead_ids(reader, prefixes, whole_city)
    leads = some(reader, "lead", ids, ("code", "project", *DECIDING, *names))
    return (lead for lead in leads if in_scope(office, lead, home))


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


def known_cells(reader: Reader, office_id: int, until: str | None = None) -> dict[int, dict[str, str]]:
    """Lead id → cells as the office last got them (until a stamp), those that later sheets left out too; what was
    withdrawn is not known any more."""
    known: dict[int, dict[str, str]] = {}
    for row in store.sent_rows(reader, office_id, SENT, until):
        lead_id, told = row["lead_id"], row["mark"] == WITHDRAWN
        if told and "note" not in json.loads(row["changes"] or "{}"):
            known.pop(lead_id, None)
            continue
        cells = json.loads(row["cells"]) | (json.loads(row["private"]) if row["private"] else {})
        before = known.get(lead_id)
        if before is not None and told:
            # They were told to delete the contact data, also what this sheet has no column for.
            before = {key: text for key, text in before.items() if key not in PERSONAL_KEYS}
        known[lead_id] = newest(before, cells) if before is not None else cells
    return known


def _was_given(before: Mapping[str, str] | None, now: Mapping[str, str]) -> bool:
    """Whether personal cells went out unmasked before and are hidden now."""
    return before is not None and any(
        before.get(key) and "*" not in before[key] and (not now.get(key) or "*" in now[key]) for key in PERSONAL_KEYS
    )


def _same_but_masked(before: Mapping[str, str] | None, now: Mapping[str, str]) -> bool:
    """Whether what went out unmasked is masked now: the consent is gone, be it withdrawn, changed or removed."""
    if before is None:
        return False
    name, phones = before.get("contact", ""), before.get("contact_phones", "")
    position = before.get("contact_position", "")
    if position and "*" not in position and now.get("contact_position") == "***":
        return True
    return (bool(name) and "*" not in name and now.get("contact") == mask_name(name)) or (
        bool(phones)
        and "*" not in phones
        and now.get("contact_phones") == "、".join(mask_phone(one) for one in phones.split("、"))
    )


def _stalled(ws: Workspace, reader: Reader, moving: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    """Lead id → remark for those that did not move for a month; `moving` has of each lead still under way when it was
    first reported and why it stalled."""
    moved = store.last_progress(reader, list(moving))
    today = ws.today
    remarks = {}
    for lead_id, (reported, reason) in moving.items():
        last = moved.get(lead_id) or reported
        if not last:
            continue
        day = clock.local(last, ws.zone).date() if "T" in last else date.fromisoformat(last[:10])
        days = (today - day).days
        if days >= STALLED_AFTER:
            remarks[lead_id] = f"{days}天无进展" + (f"：{reason}" if reason else "")
    return remarks
