"""Making a delivery and following it: draft, sent, received, answered, void."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from chamber import clock, codes
from chamber.deliveries.drafting import Draft, draft, known_cells, plan_draft
from chamber.deliveries.keeping import keep_rows, stored_rows
from chamber.deliveries.layout import Layout
from chamber.deliveries.marks import CHANGED, NEW, STALLED, WITHDRAWN
from chamber.deliveries.record import SENT, VOID, Delivery
from chamber.deliveries.rendering import fill, make_layout, target_of
from chamber.entity import entity_of
from chamber.errors import Conflict, Invalid, NotAllowed
from chamber.fields import Linked
from chamber.i18n import N_, _, language, listed
from chamber.offices.officers import of_other_office
from chamber.offices.record import Office
from chamber.outcome import Outcome
from chamber.progress import Progress, unheard
from chamber.records import get
from chamber.text.values import PartialDate
from chamber.workspace import Reader, Workspace, Writer
from db.queries import deliveries as store

FORMATS = ("xlsx", "csv", "json")


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
    password: str | None = None,
    correction: int | None = None,
    summary: bool = True,
    received_by: str = "",
    progress: Progress = unheard,
) -> DeliveryDone:
    """Make the office's list: a 草稿 with every cell kept, and its file.

    Made twice from the same records it is the same delivery with the same cells. `path` may be a folder; `password`
    encrypts an xlsx; `correction` is the id of a sent delivery to correct. `summary`: an xlsx has a second
    sheet with the figures. `received_by` is who of the office makes it
    with their own hands: it is sent and received in the same action. Raises `Invalid` for an unknown format,
    `NotAllowed` for a correction of what was never sent, and `BadFile` when the file can't be written (then nothing is
    kept either). `progress` may give it up: nothing is kept then.
    """
    from chamber.exporting.files import new_file
    from chamber.exporting.placing import put_right

    must_be_own(ws, office_id)
    put_right(ws)
    with ws.read() as reader:
        reader.hold_little()
        if correction is not None:
            _may_correct(reader, office_id, correction)
        planned = plan_draft(ws, reader, office_id, full, form, correction, progress)
        existing = _same_draft(ws, reader, planned, lang, summary)
    chosen = file_format or planned.office.file_format or "xlsx"
    if chosen not in FORMATS:
        raise Invalid({"as": _("There is no format {name}.").format(name=chosen)})
    if password and chosen != "xlsx":
        raise Invalid({"password": _("Only an xlsx file can be encrypted.")})
    if existing is not None:
        return _again(
            ws,
            existing,
            planned,
            target_of(path, existing.number, existing.mode, planned.office, chosen),
            chosen,
            encoding,
            password,
            received_by,
            progress,
        )
    year = str(ws.today.year)
    while True:
        with ws.read() as reader:
            number = codes.next_delivery_number(reader, planned.office.code, year)
            layout = make_layout(ws, reader, planned, number, lang, overview=summary)
        target = target_of(path, number, planned.mode, planned.office, chosen)
        with new_file(target) as file:
            # The file is made before anything is locked: others can go on writing meanwhile.
            fill(file, layout, planned.rows, number, chosen, encoding, password, progress)
            kept = _Kept(number, layout, target.name, chosen, file.sha256())
            with _making(ws, planned.office, received_by) as writer:
                if codes.delivery_number(writer, planned.office.code, year) != number:
                    # Somebody made a list for the office in this moment: this one needs the number after.
                    continue
                _void_drafts(writer, office_id)
                delivery_id = _keep(ws, writer, planned, kept, progress)
                if received_by:
                    _hand_over(ws, writer, delivery_id, received_by)
                file.promise(writer, ws)
                action = writer.action_id
            file.place()
        return _done(action, delivery_id, number, planned, target, kept.sha256)


def _making(ws: Workspace, office: Office, received_by: str) -> AbstractContextManager[Writer]:
    """The one action a list is made in, and taken."""
    if received_by:
        return ws.write("take", N_("{office} takes its list"), office=office.name)
    return ws.write("deliver", N_("make a list for {office}"), office=office.name)


def _hand_over(ws: Workspace, writer: Writer, delivery_id: int, received_by: str) -> None:
    sent = {"status": "已签收", "sent_at": writer.head.at, "sent_by": ws.user}
    received = {"received_by": received_by, "received_on": PartialDate.of(ws.today).text}
    writer.update("delivery", [(delivery_id, sent | received)])


def must_be_own(ws: Workspace, office_id: int) -> None:
    """Raises `NotAllowed` when a liaison officer asks for another office's."""
    if ws.officer is not None and ws.officer.office_id != office_id:
        raise of_other_office(ws.officer)


def own_delivery(ws: Workspace, found: Delivery) -> Delivery:
    """The delivery, when who is working may see it: an officer those of the office that have left the house."""
    office_id = (found.office.id if found.office else None) or 0
    must_be_own(ws, office_id)
    return found


def _may_correct(reader: Reader, office_id: int, correction: int) -> None:
    found: Delivery = get(reader, "delivery", correction)
    if found.status not in SENT or found.office is None or found.office.id != office_id:
        raise NotAllowed(
            N_("Delivery {number} was not sent to this office, so there is nothing to correct."), number=found.number
        )


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


def _again(
    ws: Workspace,
    existing: Delivery,
    planned: Draft,
    target: Path,
    chosen: str,
    encoding: str,
    password: str | None,
    received_by: str,
    progress: Progress,
) -> DeliveryDone:
    """The draft is there already with these very cells: write its file again."""
    from chamber.exporting.files import new_file

    with ws.read() as reader:
        rows = stored_rows(reader, existing.id)
    with new_file(target) as file:
        fill(file, Layout.load(existing.layout), rows, existing.number, chosen, encoding, password, progress)
        digest = file.sha256()
        action = None
        # The record tells of the file that was written last: that one is sent.
        told = {"file_name": target.name, "file_format": chosen, "sha256": digest}
        if received_by or any(getattr(existing, name) != value for name, value in told.items()):
            with _making(ws, planned.office, received_by) as writer:
                if (writer.row("delivery", existing.id) or {}).get("status") != "草稿":
                    raise Conflict(
                        N_("Somebody else has sent or voided delivery {number} meanwhile."), number=existing.number
                    )
                writer.update("delivery", [(existing.id, told)])
                if received_by:
                    _hand_over(ws, writer, existing.id, received_by)
                file.promise(writer, ws)
                action = writer.action_id
        file.place()
    return _done(action, existing.id, existing.number, planned, target, digest)


def _same_draft(ws: Workspace, reader: Reader, planned: Draft, lang: str, summary: bool) -> Delivery | None:
    """The office's draft when it holds exactly the planned rows under the same head, in this language, with or without
    the figures."""
    for delivery_id in store.deliveries_of(reader, planned.office.id, ("草稿",)):
        found: Delivery = get(reader, "delivery", delivery_id)
        layout = Layout.load(found.layout) if found.layout else None
        if layout is None or found.mode != planned.mode or layout.lang != lang:
            continue
        if not stored_rows(reader, delivery_id).same(planned.rows):
            continue
        fresh = make_layout(ws, reader, planned, found.number, lang, on=layout.reported_on, overview=summary)
        if layout == replace(fresh, staged=layout.staged):
            return found
    return None


def _void_drafts(writer: Writer, office_id: int) -> None:
    """A new draft takes the place of one that was never sent."""
    drafts = store.deliveries_of(writer, office_id, ("草稿",))
    writer.update("delivery", [(one, {"status": VOID, "void_reason": "被新的草稿替代"}) for one in drafts])


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is written down of a list beside its rows."""

    number: str
    layout: Layout
    file_name: str
    file_format: str
    sha256: str


def _keep(ws: Workspace, writer: Writer, planned: Draft, kept: _Kept, progress: Progress) -> int:
    described = entity_of("delivery")
    since = writer.row("delivery", planned.baseline) if planned.baseline else None
    values = {
        "number": kept.number,
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
        "file_name": kept.file_name,
        "file_format": kept.file_format,
        "sha256": kept.sha256,
        "made_at": writer.head.at,
        "made_by": ws.user,
        "layout": kept.layout.dump(),
    }
    delivery_id = writer.insert("delivery", [described.dump(values)])[0]
    keep_rows(writer, delivery_id, kept.number, planned.rows, progress)
    return delivery_id


def send(ws: Workspace, delivery_id: int) -> Outcome:
    """Mark a draft as sent: from here on it is what the office knows.

    Raises `NotAllowed` for one that is no draft, or that holds what the office may not have any more.
    """
    from chamber.deliveries.masked import no_longer_allowed

    with ws.read() as reader:
        withdrawn = (
            no_longer_allowed(reader, delivery_id) if get(reader, "delivery", delivery_id).status == "草稿" else ()
        )
    if withdrawn:
        raise NotAllowed(
            N_("The office may not have this contact data any more: {names}"),
            names=listed(withdrawn),
            hint=N_("A consent was withdrawn since the list was made. Make it again, and don't pass on the old file."),
        )
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
        {"status": VOID, "void_reason": reason},
    )


def _move(
    ws: Workspace, delivery_id: int, kind: str, label: str, allowed: tuple[str, ...], changes: Mapping[str, Any]
) -> Outcome:
    with ws.read() as reader:
        found = own_delivery(ws, get(reader, "delivery", delivery_id))
    if found.status not in allowed:
        raise NotAllowed(
            N_("Delivery {number} is {status}; this is possible for: {allowed}."),
            number=found.number,
            status=_status(found.status),
            allowed=listed(map(_status, allowed)),
        )
    with ws.write(kind, label, number=found.number) as writer:
        writer.update("delivery", [(delivery_id, changes)])
        return Outcome(writer.action_id, {"delivery": (delivery_id,)}, found.number)


def _status(status: str) -> str:
    """A status in the active language."""
    return entity_of("delivery").field("status").kind.show(status, language())


def known_on(ws: Workspace, office_id: int, day: date) -> list[Mapping[str, str]]:
    """What an office knew at the end of a day: the cells of each lead as it had last got them, by lead number."""
    must_be_own(ws, office_id)
    end = datetime.combine(day, time(), ZoneInfo(ws.zone)) + timedelta(days=1, seconds=-1)
    with ws.read() as reader:
        known: Mapping[int, Mapping[str, str]] = known_cells(reader, office_id, clock.stamp(end))
        if ws.officer is not None:
            from chamber.deliveries.withheld import NOTHING, held_now, without

            now = held_now(reader, office_id, known)
            known = {lead_id: without(cells, now.get(lead_id, NOTHING)) for lead_id, cells in known.items()}
    return sorted(known.values(), key=lambda cells: cells.get("code", ""))


__all__ = [
    "DeliveryDone",
    "Draft",
    "acknowledge",
    "draft",
    "known_on",
    "make_delivery",
    "must_be_own",
    "send",
    "stored_rows",
    "void",
]
