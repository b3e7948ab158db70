"""The result of a fair (DOMAIN.md section 8), and several fairs side by side."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from chamber import clock
from chamber.divisions import divisions
from chamber.events.record import CAME, Event
from chamber.i18n import _, language
from chamber.leads.record import LEAD_KINDS
from chamber.leads.stages import all_stages
from chamber.members.industries import INDUSTRIES
from chamber.records import get
from chamber.reports.past import PastLead, leads_at
from chamber.reports.sheet import Report, Table, as_json, percent, sums, until
from chamber.reports.signings import Signing, signings
from chamber.workspace import Reader, Workspace
from db.queries import events as event_store
from db.queries import reports as store

WINDOWS = (30, 90, 180)
"""Days after the fair at which conversion is looked at."""
_INVITED = ("已邀请", "接受", "婉拒", "无回复")
_REGISTERED = ("接受", "未邀请", "")


class _Fair:
    """The figures of one fair at a day."""

    def __init__(self, ws: Workspace, reader: Reader, event_id: int, as_of: date, leads: Sequence[PastLead]) -> None:
        self.event: Event = get(reader, "event", event_id)
        self.day = clock.local(self.event.starts_at, ws.zone).date()
        self.as_of = as_of
        self.leads = [lead for lead in leads if lead.event_id == event_id]
        self.signings = [one for one in signings(leads) if one.event_id == event_id]
        self.stages = [stage.name for stage in all_stages(reader)]
        self.shown_stages = {stage.name: stage.shown(language()) for stage in all_stages(reader)}
        self.guests = store.guests(reader, event_id)
        self.presented = [
            str(row["title"]) for row in reader.rows("policy", event_store.policies_of(reader, self.event.code))
        ]

    def count(self, test: Callable[[dict[str, Any]], bool]) -> int:
        return sum(1 for guest in self.guests if test(guest))

    def turnout(self) -> dict[str, int]:
        """Registered: on the list, not a walk-in, and neither declined nor only invited."""
        return {
            "invited": self.count(lambda guest: guest["invitation"] in _INVITED),
            "registered": self.count(
                lambda guest: (guest["invitation"] or "") in _REGISTERED and guest["presence"] != "现场加入"
            ),
            "came": self.count(lambda guest: guest["presence"] in CAME),
            "walk_ins": self.count(lambda guest: guest["presence"] == "现场加入"),
        }

    def conversion(self) -> list[dict[str, Any]]:
        """Per window: leads signed within it of all leads; a window that is not over yet is marked."""
        firsts = [one for one in self.signings if not one.added]
        found = []
        for days in WINDOWS:
            end = self.day + timedelta(days=days)
            within = [one for one in firsts if one.lead.signed_on and self.day <= one.lead.signed_on <= end]
            found.append(
                {
                    "days": days,
                    "until": end.isoformat(),
                    "complete": end <= self.as_of,
                    "leads": len(self.leads),
                    "signed": len(within),
                    "rate": percent(len(within), len(self.leads)),
                    "amount": as_json(sums(one.amount for one in within)),
                }
            )
        return found

    def group(self, name: str, key: Callable[[PastLead], str]) -> list[dict[str, Any]]:
        """Leads by something: how many, their amount, signed, talent; the most leads first, unknown last."""
        leads: defaultdict[str, list[PastLead]] = defaultdict(list)
        signed: defaultdict[str, list[Signing]] = defaultdict(list)
        for lead in self.leads:
            leads[key(lead)].append(lead)
        for one in self.signings:
            signed[key(one.lead)].append(one)
        names = sorted({*leads, *signed}, key=lambda value: (value == "", -len(leads[value]), value))
        return [{name: value, **_figures(leads[value], signed[value])} for value in names]

    def by_stage(self) -> list[dict[str, Any]]:
        now = {stage: [lead for lead in self.leads if lead.stage == stage] for stage in self.stages}
        return [
            {
                "stage": stage,
                "leads": len(found),
                "amount": as_json(sums(lead.amount for lead in found)),
                "talent": sum(lead.is_talent for lead in found),
            }
            for stage, found in now.items()
        ]

    def by_policy(self) -> list[dict[str, Any]]:
        """Policies presented or asked about: guests interested, and the leads those guests brought."""
        interested: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for guest in self.guests:
            for title in json.loads(guest["policies_of_interest"] or "[]"):
                interested[_same_title(title, self.presented)].append(guest)
        found = []
        for title in dict.fromkeys([*self.presented, *sorted(interested)]):
            people = {guest["person_id"] for guest in interested[title]} - {None}
            units = {guest["enterprise_id"] for guest in interested[title]} - {None}
            leads = [lead for lead in self.leads if lead.contact_id in people or lead.investor_id in units]
            mine = {lead.id for lead in leads}
            signed = [one for one in self.signings if one.lead.id in mine]
            found.append({"policy": title, "interested": len(interested[title]), **_figures(leads, signed)})
        return found

    def side(self, talent: bool) -> dict[str, Any]:
        """Investment (with trade and returning) or talent leads on their own."""
        return _figures(
            [lead for lead in self.leads if lead.is_talent == talent],
            [one for one in self.signings if one.lead.is_talent == talent],
        )

    def document(self) -> dict[str, Any]:
        return {
            "event": self.event.code,
            "name": self.event.name,
            "date": self.day.isoformat(),
            "as_of": self.as_of.isoformat(),
            **self.turnout(),
            **_figures(self.leads, self.signings),
            "investment": self.side(False),
            "talent": self.side(True),
            "by_stage": self.by_stage(),
            "conversion": self.conversion(),
            "by_kind": self.group("kind", lambda lead: lead.kind),
            "by_policy": self.by_policy(),
            "by_introducer": self.group("introducer", lambda lead: lead.introducer),
            "by_division": [
                row | {"division": divisions().to_json(row["division"]) if row["division"] else None}
                for row in self.group("division", lambda lead: lead.target_division[:6])
            ],
            "by_industry": self.group("industry", lambda lead: lead.industry),
        }


def _figures(leads: Sequence[PastLead], signed: Sequence[Signing]) -> dict[str, Any]:
    """Counts and amounts; an undertaking signed before adds to the amount, not to the count."""
    return {
        "leads": len(leads),
        "amount": as_json(sums(lead.amount for lead in leads)),
        "signed": sum(not one.added for one in signed),
        "signed_amount": as_json(sums(one.amount for one in signed)),
        "added_capital": as_json(sums(one.amount for one in signed if one.added)),
    }


def _same_title(title: str, presented: Sequence[str]) -> str:
    """The presented policy a guest's words mean, else the words."""
    fitting = [one for one in presented if title == one or title in one or one in title]
    return fitting[0] if len(fitting) == 1 else title


def fair(ws: Workspace, event_id: int, *, as_of: date | None = None) -> Report:
    """What a fair brought, as of a day (today). Raises `NotFound`."""
    day = as_of or ws.today
    with ws.read() as reader:
        found = _Fair(ws, reader, event_id, day, leads_at(reader, day, ws.zone))
    document = found.document()
    side = {True: document["talent"], False: document["investment"]}
    facts = (
        (_("Event"), f"{found.event.code} {found.event.name}"),
        (_("Held on"), found.day.isoformat()),
        (
            _("Guests"),
            _("{invited} invited, {registered} registered, {came} came ({walk_ins} at the door)").format(**document),
        ),
        (_("Leads"), _line(document)),
        (_("Investment leads"), _line(side[False])),
        (_("Talent leads"), _line(side[True])),
    )
    tables = (
        _stage_table(found, document["by_stage"]),
        _conversion_table(document["conversion"]),
        _group_table(_("By kind"), document["by_kind"], lambda row: _label(LEAD_KINDS, row["kind"])),
        _policy_table(document["by_policy"]),
        _group_table(_("By introducer"), document["by_introducer"], lambda row: row["introducer"] or _("not noted")),
        _group_table(
            _("By banner or county"),
            document["by_division"],
            lambda row: (row["division"] or {}).get("name") or _("not noted"),
        ),
        _group_table(
            _("By industry"), document["by_industry"], lambda row: _label(INDUSTRIES, row["industry"]) or _("not noted")
        ),
    )
    notes = (
        _("Registered: on the list and neither declined nor without an answer; walk-ins are not registered."),
        _("A signing counts for the first event that brought it; added capital counts as the addition only."),
    )
    title = _("Result of {event}, {until}").format(event=found.event.name, until=until(day))
    return Report("fair", title, day, facts, tuple(table for table in tables if table.rows), notes, document)


def fairs(ws: Workspace, event_ids: Iterable[int], *, as_of: date | None = None) -> Report:
    """Several fairs side by side. Raises `NotFound`."""
    day = as_of or ws.today
    with ws.read() as reader:
        leads = leads_at(reader, day, ws.zone)
        found = [_Fair(ws, reader, event_id, day, leads) for event_id in event_ids]
    documents = [one.document() for one in found]
    lines: list[tuple[str, Callable[[dict[str, Any]], str | int]]] = [
        (_("Name"), lambda one: one["name"]),
        (_("Held on"), lambda one: one["date"]),
        (_("Invited"), lambda one: one["invited"]),
        (_("Registered"), lambda one: one["registered"]),
        (_("Came"), lambda one: one["came"]),
        (_("Leads"), lambda one: one["leads"]),
        (_("Of them talent"), lambda one: one["talent"]["leads"]),
        (_("Planned investment"), lambda one: _texts(one["amount"])),
        (_("Signed"), lambda one: one["signed"]),
        (_("Signed amount"), lambda one: _texts(one["signed_amount"])),
        *((_("Within {days} days").format(days=days), _window(place)) for place, days in enumerate(WINDOWS)),
    ]
    table = Table(
        _("Side by side"),
        ("", *(one["event"] for one in documents)),
        tuple((label, *(str(read(one)) for one in documents)) for label, read in lines),
    )
    counts = Table(
        _("Leads by fair"), (_("Event"), _("Leads")), tuple((one["event"], one["leads"]) for one in documents), chart=1
    )
    title = _("Fairs side by side, {until}").format(until=until(day))
    return Report("fair", title, day, (), (table, counts), (), {"as_of": day.isoformat(), "events": documents})


def _window(place: int) -> Callable[[dict[str, Any]], str]:
    return lambda one: _rate(one["conversion"][place])


def _rate(row: dict[str, Any]) -> str:
    return row["rate"] if row["complete"] or row["rate"] == "-" else _("{rate} so far").format(rate=row["rate"])


def _texts(amounts: Iterable[dict[str, Any]]) -> str:
    return " + ".join(one["text"] for one in amounts) or "-"


def _line(row: dict[str, Any]) -> str:
    words = _("{leads} ({amount}), {signed} signed ({signed_amount})")
    return words.format(
        leads=row["leads"],
        amount=_texts(row["amount"]),
        signed=row["signed"],
        signed_amount=_texts(row["signed_amount"]),
    )


def _label(choices: Any, value: str) -> str:
    return str(choices.get(value, value)) if language() == "en" else value


def _stage_table(found: _Fair, rows: list[dict[str, Any]]) -> Table:
    return Table(
        _("By stage"),
        (_("Stage"), _("Leads"), _("Of them talent"), _("Planned investment")),
        tuple((found.shown_stages[row["stage"]], row["leads"], row["talent"], _texts(row["amount"])) for row in rows),
        chart=1,
    )


def _conversion_table(rows: list[dict[str, Any]]) -> Table:
    return Table(
        _("Conversion"),
        (_("Within"), _("Leads"), _("Signed"), _("Rate"), _("Window ends")),
        tuple(
            (_("{days} days").format(days=row["days"]), row["leads"], row["signed"], _rate(row), row["until"])
            for row in rows
        ),
    )


def _policy_table(rows: list[dict[str, Any]]) -> Table:
    return Table(
        _("By policy"),
        (_("Policy"), _("Interested"), _("Leads"), _("Signed")),
        tuple((row["policy"], row["interested"], row["leads"], row["signed"]) for row in rows),
    )


def _group_table(title: str, rows: list[dict[str, Any]], name: Callable[[dict[str, Any]], str]) -> Table:
    return Table(
        title,
        (title, _("Leads"), _("Planned investment"), _("Signed"), _("Signed amount")),
        tuple(
            (name(row), row["leads"], _texts(row["amount"]), row["signed"], _texts(row["signed_amount"]))
            for row in rows
        ),
        chart=1,
    )


__all__ = ["WINDOWS", "fair", "fairs"]
