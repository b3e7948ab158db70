"""Making a delivery: what an office may have, what is new since last time, kept cell by cell and written as a file."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from chamber import clock, codes
from chamber.deliveries.cells import CellMaker
from chamber.deliveries.delta import CHANGED, NEW, STALLED, WITHDRAWN, SheetRow, delta_rows, describe
from chamber.deliveries.layout import PERSONAL_KEYS, Layout, SheetColumn, columns_of
from chamber.deliveries.record import SENT, Delivery
from chamber.deliveries.returned import row_key
from chamber.deliveries.scope import in_scope
from chamber.entity import entity_of
from chamber.errors import Invalid, NotAllowed
from chamber.fields import Linked
from chamber.i18n import N_, _
from chamber.lists import covering_prefix
from chamber.offices.record import Office
from chamber.outcome import Outcome
from chamber.privacy.masking import Permit, Reason, treatments
from chamber.records import get, get_many
from chamber.text.values import PartialDate
from chamber.workspace import Reader, Workspace, Writer
from db.queries import deliveries as store

FORMATS = ("xlsx", "csv", "json")
STALLED_AFTER = 30
"""Calendar days without progress after which a lead is reported as stalled (DOMAIN.md section 6)."""


@dataclass(frozen=True, slots=True)
class DeliveryDone:
    """A delivery that was made: counts, the file, and how many cells were masked for which reason."""

    action: int | None
    id: int
    number: str
    path: str
    rows: int
    new: int
    changed: int
    withdrawn: int
    stalled: int
    masked: int
    sha256: str
    reasons: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "delivery": self.number,
            "path": self.path,
            "rows": self.rows,
            "new": self.new,
            "changed": self.changed,
            "withdrawn": self.withdrawn,
            "stalled": self.stalled,
            "sha256": self.sha256,
            "masked": self.masked,
            "masked_reasons": dict(self.reasons),
            "action": self.action,
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """What a delivery would hold, before anything is written."""

    office: Office
    mode: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    masked: int
    reasons: Mapping[str, int]
    baseline: int | None
    known_until: str

    def count(self, mark: str) -> int:
        return sum(row.mark == mark for row in self.rows)


def draft(ws: Workspace, office_id: int, *, full: bool = False, form: str = "weekly") -> Draft:
    """Work out what the office gets: 增量 since its last sent delivery, or 全量. Writes nothing."""
    with ws.read() as reader:
        return _draft(ws, reader, office_id, full, form)


def _draft(ws: Workspace, reader: Reader, office_id: int, full: bool, form: str) -> Draft:
    office: Office = get(reader, "office", office_id)
    withheld = [name for name, how in treatments(office).items() if how == "不给"]
    columns = columns_of(form, withheld)
    permits, withdrawn = permits_for(reader, office_id)
    leads = scoped_leads(ws, reader, office)
    maker = CellMaker(office, columns, permits)
    now = {lead.id: maker.cells(lead) for lead in leads}
    known = known_cells(reader, office_id)
    revoked = frozenset(
        lead.id for lead in leads if lead.contact.id in withdrawn and _was_given(known.get(lead.id), now[lead.id])
    )
    stalled = _stalled(ws, reader, leads)
    rows = delta_rows(known, now, columns, stalled, revoked, full=full or not known)
    last = store.deliveries_of(reader, office_id, SENT)
    reasons = Counter(
        reason.value
        for row in rows
        if row.mark != WITHDRAWN or row.note
        for reason in maker.hidden.get(row.lead_id, ())
    )
    return Draft(
        office=office,
        mode="全量" if full or not last else "增量",
        columns=columns,
        rows=tuple(rows),
        masked=reasons.total(),
        reasons=dict(sorted(reasons.items())),
        baseline=last[0] if last else None,
        known_until=clock.stamp(),
    )


def scoped_leads(ws: Workspace, reader: Reader, office: Office) -> list[Any]:
    """The leads an office may have, by code."""
    home = ws.home_division
    prefixes = [covering_prefix(code) for code in office.divisions]
    whole_city = any(home.startswith(prefix) for prefix in prefixes) if home else False
    ids = store.lead_ids(reader, prefixes, whole_city)
    return [lead for lead in get_many(reader, "lead", ids) if in_scope(office, lead, home)]


def permits_for(reader: Reader, office_id: int) -> tuple[dict[int, Permit], frozenset[int]]:
    """Person id → what they allow this office now, and the people who withdrew."""
    permits: dict[int, Permit] = {}
    for row in store.consents_for(reader, office_id):
        if not row["separate"]:
            continue
        if row["withdrawn_on"]:
            permits[row["person_id"]] = Permit(frozenset(), withdrawn=True)
        else:
            permits[row["person_id"]] = Permit(frozenset(json.loads(row["categories"] or "[]")))
    return permits, frozenset(person for person, permit in permits.items() if permit.withdrawn)


def known_cells(reader: Reader, office_id: int, until: str | None = None) -> dict[int, dict[str, str]]:
    """Lead id → cells as the office last got them (until a stamp); what was withdrawn is not known any more."""
    known: dict[int, dict[str, str]] = {}
    for row in store.sent_rows(reader, office_id, SENT, until):
        withdrawn = row["mark"] == WITHDRAWN and "note" not in json.loads(row["changes"] or "{}")
        if withdrawn:
            known.pop(row["lead_id"], None)
        else:
            known[row["lead_id"]] = json.loads(row["cells"]) | (json.loads(row["private"]) if row["private"] else {})
    return known


def _was_given(before: Mapping[str, str] | None, now: Mapping[str, str]) -> bool:
    """Whether personal cells went out unmasked before."""
    return before is not None and any(
        before.get(key, "") != now.get(key, "") and "*" not in before.get(key, "*") for key in PERSONAL_KEYS
    )


def _stalled(ws: Workspace, reader: Reader, leads: Sequence[Any]) -> dict[int, str]:
    """Lead id → remark for those still under way that did not move for a month."""
    open_leads = [lead for lead in leads if lead.stage not in ("投产", "停止谈判", "流转外地", "并入他项")]
    moved = store.last_progress(reader, [lead.id for lead in open_leads])
    today = ws.today
    remarks = {}
    for lead in open_leads:
        last = moved.get(lead.id) or lead.first_reported_at
        if not last:
            continue
        day = clock.local(last, ws.zone).date() if "T" in last else date.fromisoformat(last[:10])
        days = (today - day).days
        if days >= STALLED_AFTER:
            remarks[lead.id] = f"{days}天无进展" + (f"：{lead.stall_reason}" if lead.stall_reason else "")
    return remarks


def make_delivery(
    ws: Workspace,
    office_id: int,
    *,
    full: bool = False,
    form: str = "weekly",
    file_format: str | None = None,
    path: Path | None = None,
    encoding: str = "utf-8-sig",
    lang: str = "zh",
) -> DeliveryDone:
    """Make the office's list: a 草稿 with every cell kept, and its file.

    Made twice from the same records it is the same delivery with the same cells. `path` may be a folder. Raises
    `Invalid` for an unknown format and `BadFile` when the file can't be written (then nothing is kept either).
    """
    from chamber.exporting.files import write_file

    with ws.read() as reader:
        planned = _draft(ws, reader, office_id, full, form)
        existing = _same_draft(reader, office_id, planned)
    chosen = file_format or planned.office.file_format or "xlsx"
    if chosen not in FORMATS:
        raise Invalid({"as": _("There is no format {name}.").format(name=chosen)})
    if existing is not None:
        target = _target(path, existing, planned.office, chosen)
        return _again(ws, existing, planned, target, chosen, encoding)
    with ws.write("deliver", N_("make a list for {office}"), office=planned.office.name) as writer:
        _void_drafts(writer, office_id)
        year = str(ws.today.year)
        number = codes.delivery_number(writer, planned.office.code, year)
        layout = make_layout(ws, writer, planned, number, lang, form)
        delivery_id = _keep(ws, writer, planned, number, layout, chosen)
        target = _target(path, get(writer, "delivery", delivery_id), planned.office, chosen)
        content = render(layout, sheet_rows(writer, delivery_id), number, chosen, encoding)
        digest = hashlib.sha256(content).hexdigest()
        writer.update("delivery", [(delivery_id, {"file_name": target.name, "sha256": digest, "file_format": chosen})])
        write_file(target, content)
        action = writer.action_id
    return _done(action, delivery_id, number, planned, target, digest)


def _done(action: int | None, delivery_id: int, number: str, planned: Draft, target: Path, digest: str) -> DeliveryDone:
    return DeliveryDone(
        action=action,
        id=delivery_id,
        number=number,
        path=str(target),
        rows=len(planned.rows),
        new=planned.count(NEW),
        changed=planned.count(CHANGED),
        withdrawn=planned.count(WITHDRAWN),
        stalled=planned.count(STALLED),
        masked=planned.masked,
        sha256=digest,
        reasons=planned.reasons,
    )


def _again(ws: Workspace, existing: Delivery, planned: Draft, target: Path, chosen: str, encoding: str) -> DeliveryDone:
    """The draft is there already with these very cells: write its file again."""
    from chamber.exporting.files import write_file

    with ws.read() as reader:
        content = render(
            Layout.load(existing.layout), sheet_rows(reader, existing.id), existing.number, chosen, encoding
        )
    digest = hashlib.sha256(content).hexdigest()
    write_file(target, content)
    return _done(None, existing.id, existing.number, planned, target, digest)


def _same_draft(reader: Reader, office_id: int, planned: Draft) -> Delivery | None:
    """The office's draft when it holds exactly the planned rows."""
    for delivery_id in store.deliveries_of(reader, office_id, ("草稿",)):
        found: Delivery = get(reader, "delivery", delivery_id)
        kept = [(row.lead_id, dict(row.cells), row.mark) for row in stored_rows(reader, delivery_id)]
        wanted = [(row.lead_id, dict(row.cells), row.mark) for row in planned.rows]
        same_columns = found.layout and Layout.load(found.layout).columns == planned.columns
        if found.mode == planned.mode and kept == wanted and same_columns:
            return found
    return None


def _void_drafts(writer: Writer, office_id: int) -> None:
    """A new draft takes the place of one that was never sent."""
    drafts = store.deliveries_of(writer, office_id, ("草稿",))
    writer.update("delivery", [(one, {"status": "作废", "void_reason": "被新的草稿替代"}) for one in drafts])


def _keep(ws: Workspace, writer: Writer, planned: Draft, number: str, layout: Layout, chosen: str) -> int:
    described = entity_of("delivery")
    since = writer.row("delivery", planned.baseline) if planned.baseline else None
    values = {
        "number": number,
        "office": Linked(planned.office.name, planned.office.id),
        "mode": planned.mode,
        "period_from": (since or {}).get("period_to") or "",
        "period_to": writer.head.at,
        "since": Linked("", planned.baseline) if planned.baseline else None,
        "status": "草稿",
        "rows": len(planned.rows),
        "new": planned.count(NEW),
        "changed": planned.count(CHANGED),
        "withdrawn": planned.count(WITHDRAWN),
        "stalled": planned.count(STALLED),
        "masked": planned.masked,
        "file_format": chosen,
        "made_at": writer.head.at,
        "made_by": ws.user,
        "layout": layout.dump(),
    }
    delivery_id = writer.insert("delivery", [described.dump(values)])[0]
    writer.insert(
        "delivery_row", [_stored(delivery_id, number, position, row) for position, row in enumerate(planned.rows, 1)]
    )
    return delivery_id


def _stored(delivery_id: int, number: str, position: int, row: SheetRow) -> dict[str, Any]:
    personal = {key: text for key, text in row.cells.items() if key in PERSONAL_KEYS and text}
    changes: dict[str, Any] = {key: list(pair) for key, pair in row.changes.items() if key not in PERSONAL_KEYS}
    changes |= {key: [] for key in row.changes if key in PERSONAL_KEYS}
    if row.note:
        changes["note"] = row.note
    return {
        "delivery_id": delivery_id,
        "position": position,
        "lead_id": row.lead_id,
        "row_key": row_key(number, position),
        "mark": row.mark or None,
        "cells": json.dumps({k: t for k, t in row.cells.items() if k not in personal}, ensure_ascii=False),
        "changes": json.dumps(changes, ensure_ascii=False) if changes else None,
        "private": json.dumps(personal, ensure_ascii=False) if personal else None,
    }


def stored_rows(reader: Reader, delivery_id: int) -> list[SheetRow]:
    """The rows of a delivery as they were made; erased personal cells are empty."""
    rows = []
    for row in store.rows_of(reader, delivery_id):
        changes = json.loads(row["changes"] or "{}")
        note = changes.pop("note", "")
        cells = json.loads(row["cells"]) | (json.loads(row["private"]) if row["private"] else {})
        pairs = {key: (pair[0], pair[1]) if pair else ("", "") for key, pair in changes.items()}
        rows.append(SheetRow(row["lead_id"], cells, row["mark"] or "", pairs, note))
    return rows


def sheet_rows(reader: Reader, delivery_id: int) -> list[SheetRow]:
    return stored_rows(reader, delivery_id)


def make_layout(ws: Workspace, reader: Reader, planned: Draft, number: str, lang: str, form: str) -> Layout:
    """The head and foot of the sheet."""
    house = reader.row("chamber", 1) or {}
    total = sum(row.mark != WITHDRAWN for row in planned.rows)
    title = f"{house.get('name') or ''}招商线索{'台账' if form == 'full' else '周报表'}"
    parts = [f"{mark}{planned.count(mark)}个" for mark in (NEW, CHANGED, WITHDRAWN, STALLED) if planned.count(mark)]
    kinds: dict[str, int] = {}
    for row in planned.rows:
        kind = row.cells.get("kind", "")
        if kind and row.mark != WITHDRAWN:
            kinds[kind] = kinds.get(kind, 0) + 1
    of_which = "，其中" + "、".join(f"{kind}{count}个" for kind, count in kinds.items()) if kinds else ""
    summary = f"共上报在谈项目{total}个" + (f"（{'，'.join(parts)}）" if parts else "") + of_which
    notes = [f"报送批次：{number}（{planned.mode}）。灰色栏由联络处填写；空白表示无变化，填写【清空】表示清除。"]
    if planned.masked:
        notes.append(
            f"依据《个人信息保护法》第二十三条，{planned.masked}处个人信息因未取得本人对贵单位的单独同意或按约定已作脱敏处理。"
        )
    return Layout(
        form=form,
        title=title,
        reporting_unit=house.get("name") or "",
        reporter=house.get("reporter") or ws.user,
        phone=house.get("phone") or "",
        reported_on=ws.today.isoformat(),
        summary=summary,
        columns=planned.columns,
        notes=tuple(notes),
        lang=lang,
    )


def render(layout: Layout, rows: Sequence[SheetRow], number: str, file_format: str, encoding: str) -> bytes:
    """The bytes of the file of a delivery."""
    if file_format == "csv":
        from chamber.exporting.csv_files import ledger_csv

        return ledger_csv(layout, rows, number, encoding)
    if file_format == "json":
        return json.dumps(_as_json(layout, rows, number), ensure_ascii=False, indent=2).encode()
    from chamber.exporting.ledger import ledger_xlsx

    return ledger_xlsx(layout, rows, number)


def _as_json(layout: Layout, rows: Sequence[SheetRow], number: str) -> dict[str, Any]:
    return {
        "delivery": number,
        "title": layout.title,
        "reporting_unit": layout.reporting_unit,
        "reported_on": layout.reported_on,
        "summary": layout.summary,
        "unit": "万元",
        "notes": list(layout.notes),
        "rows": [
            {
                "key": row_key(number, position),
                "mark": row.mark,
                **dict(row.cells),
                "changes": describe(row, layout.columns),
            }
            for position, row in enumerate(rows, 1)
        ],
    }


def _target(path: Path | None, delivery: Delivery, office: Office, file_format: str) -> Path:
    name = f"{office.name}_{delivery.number}_{delivery.mode}.{file_format}".replace("/", "_")
    if path is None:
        return Path.cwd() / name
    return path / name if path.is_dir() else path


def send(ws: Workspace, delivery_id: int) -> Outcome:
    """Mark a draft as sent: from here on it is what the office knows."""
    return _move(
        ws,
        delivery_id,
        "send",
        N_("send delivery {number}"),
        ("草稿",),
        {"status": "已发送", "sent_at": clock.stamp(), "sent_by": ws.user},
    )


def acknowledge(ws: Workspace, delivery_id: int, by: str, on: PartialDate | None = None) -> Outcome:
    """The office's receipt: by whom and when."""
    day = (on or PartialDate.of(ws.today)).text
    return _move(
        ws,
        delivery_id,
        "receive",
        N_("receipt for delivery {number}"),
        ("已发送",),
        {"status": "已签收", "received_by": by, "received_on": day},
    )


def void(ws: Workspace, delivery_id: int, reason: str) -> Outcome:
    """Void a delivery: it is no baseline any more; what was sent stays on record."""
    if not reason.strip():
        raise Invalid({"reason": _("A reason is required.")})
    return _move(
        ws,
        delivery_id,
        "void",
        N_("void delivery {number}"),
        ("草稿", *SENT),
        {"status": "作废", "void_reason": reason},
    )


def _move(
    ws: Workspace, delivery_id: int, kind: str, label: str, allowed: tuple[str, ...], changes: Mapping[str, Any]
) -> Outcome:
    with ws.read() as reader:
        found: Delivery = get(reader, "delivery", delivery_id)
    if found.status not in allowed:
        raise NotAllowed(
            N_("Delivery {number} is {status}; this is possible for: {allowed}."),
            number=found.number,
            status=found.status,
            allowed="、".join(allowed),
        )
    with ws.write(kind, label, number=found.number) as writer:
        writer.update("delivery", [(delivery_id, changes)])
        return Outcome(writer.action_id, {"delivery": (delivery_id,)}, found.number)


def recreate(
    ws: Workspace,
    delivery_id: int,
    path: Path | None = None,
    file_format: str | None = None,
    encoding: str = "utf-8-sig",
) -> Path:
    """Write the file of a past delivery again, cell for cell."""
    from chamber.exporting.files import write_file

    with ws.read() as reader:
        found: Delivery = get(reader, "delivery", delivery_id)
        office: Office = get(reader, "office", (found.office.id if found.office else None) or 0)
        chosen = file_format or found.file_format or "xlsx"
        content = render(Layout.load(found.layout), sheet_rows(reader, delivery_id), found.number, chosen, encoding)
    target = _target(path, found, office, chosen)
    write_file(target, content)
    return target


__all__ = [
    "DeliveryDone",
    "Draft",
    "Reason",
    "acknowledge",
    "draft",
    "known_cells",
    "make_delivery",
    "permits_for",
    "recreate",
    "render",
    "row_key",
    "scoped_leads",
    "send",
    "void",
]
