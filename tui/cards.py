"""A record as it is read: its fields in order, and what hangs on it in sections. Made off the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chamber import clock, kept_texts, records
from chamber.entity import Record
from chamber.i18n import N_, _, language, ngettext_
from chamber.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a section. `entity` and `id` name the record it opens, if any; `mark` a short first word."""

    text: str
    entity: str = ""
    id: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """`facts` are (label, text) of all fields that are filled in."""

    entity: str
    id: int
    title: str
    code: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...] = ()


def card(ws: Workspace, entity: str, record_id: int) -> Card:
    """Everything about a record. Raises `NotFound`."""
    maker = _MAKERS.get(entity)
    with ws.read() as reader:
        kept = kept_texts.texts_of(reader, entity, record_id)
        found = None if maker else _plain(records.get(reader, entity, record_id))
    found = found or _MAKERS[entity](ws, record_id)
    if not kept:
        return found
    lines = tuple(Line(text, mark=kept_texts.label_of(entity, key)) for key, text in kept.items())
    return replace(found, sections=(*found.sections, Section(_(kept_texts.TITLE), lines)))


def facts(record: Record, without: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The filled-in fields as label and text."""
    described, lang = record.entity, language()
    left_out = {"layout", described.title, described.code, *without}
    return [
        (_(field.label), field.kind.show(value, lang))
        for field in described.told
        if field.name not in left_out
        and not field.kind.is_empty(value := getattr(record, field.name))
        and field.kind.show(value, lang)
    ]


def _plain(
    record: Any, sections: Sequence[Section] = (), more: Sequence[tuple[str, str]] = (), without: Iterable[str] = ()
) -> Card:
    described = record.entity
    title = described.field(described.title).kind.show(getattr(record, described.title), language())
    code = str(getattr(record, described.code)) if described.code and described.code != described.title else ""
    return Card(
        described.name,
        record.id,
        title,
        code,
        (*more, *facts(record, without)),
        tuple(one for one in sections if one.lines),
    )


def _section(title: str, items: Iterable[Any], line: Callable[[Any], Line]) -> Section:
    return Section(_(title), tuple(line(item) for item in items))


def _words(*parts: object) -> str:
    return "  ".join(str(part) for part in parts if part)


def _value(record: Record, name: str) -> str:
    return record.entity.field(name).kind.show(getattr(record, name), language())


def _person(one: Any) -> Line:
    return Line(_words(one.name, one.position, _value(one, "mobiles")), "person", one.id)


def _lead(one: Any) -> Line:
    return Line(_words(one.project, _value(one, "amount"), one.investor.text), "lead", one.id, _value(one, "stage"))


def _guest(one: Any) -> Line:
    event = one.event
    return Line(
        _words(event.text if event else "", one.name),
        "event",
        event.id if event and event.id else 0,
        _value(one, "presence"),
    )


def _entry(one: Any) -> Line:
    day = clock.local(one.at).strftime("%Y-%m-%d") if one.at else ""
    return Line(_words(_value(one, "how"), one.text, one.author), "activity", one.id, day)


def _post(one: Any) -> Line:
    who = one.person.text if one.person else one.enterprise.text if one.enterprise else ""
    return Line(_words(who, one.term, _value(one, "since")), mark=_value(one, "title"))


def _enterprise(ws: Workspace, record_id: int) -> Card:
    from chamber.members.service import detail

    found = detail(ws, record_id)
    member = (
        []
        if found.membership is None
        else [(_("Member no."), found.membership.number), *facts(found.membership, ("enterprise",))]
    )
    sections = (
        _section(N_("Contacts"), found.contacts, _person),
        _section(N_("Leads"), found.leads, _lead),
        _section(N_("Events"), found.guests, _guest),
        _section(N_("Log"), found.log, _entry),
        _section(N_("Posts"), found.posts, _post),
    )
    return _plain(found.enterprise, sections, member)


def _contact(ws: Workspace, record_id: int) -> Card:
    from chamber.members.service import person_detail
    from chamber.privacy.disclosures import disclosures
    from chamber.privacy.service import consents_of

    found = person_detail(ws, record_id)
    with ws.read() as reader:
        told = disclosures(reader, record_id, at_a_glance=True)
    unit = found.person.enterprise
    sections = (
        Section(_("Enterprise"), (Line(unit.text, "enterprise", unit.id or 0),) if unit else ()),
        _section(N_("Leads"), found.leads, _lead),
        _section(N_("Consents"), consents_of(ws, record_id), lambda one: _consent(one, one.office)),
        Section(_("Went to"), tuple(_disclosure(one) for one in told)),
        _section(N_("Events"), found.guests, _guest),
        _section(N_("Posts"), found.posts, _post),
    )
    return _plain(found.person, sections)


def _consent(one: Any, other: Any) -> Line:
    """A consent by whom or for whom it is; `mark` says whether it is in force."""
    state = (
        _("withdrawn {day}").format(day=_value(one, "withdrawn_on"))
        if one.withdrawn_on
        else _("in force")
        if one.separate
        else _("not separate")
    )
    words = _words(other.text if other else "", _value(one, "categories"), _value(one, "obtained_on"), one.how)
    return Line(words, "consent", one.id, state)


def _disclosure(one: Any) -> Line:
    from chamber.privacy.record import CATEGORIES

    lang = language()
    names = [CATEGORIES[name] if lang == "en" else name for name in one.categories]
    readable = (", " if lang == "en" else "、").join(names) or _("masked")
    return Line(
        _words(one.to, one.what_in_words, readable, one.received_by), mark=clock.local(one.at).strftime("%Y-%m-%d")
    )


def _event(ws: Workspace, record_id: int) -> Card:
    from chamber.events.service import detail

    found = detail(ws, record_id)
    count = found.turnout
    turnout = _("{listed} listed, {came} came, {absent} absent, {excused} excused").format(
        listed=count.listed, came=count.came, absent=count.absent, excused=count.excused
    )
    sections = (
        _section(
            N_("Programme"),
            found.event.agenda,
            lambda row: Line(_words(*list(row.values())[1:]), mark=row.get("time", "")),
        ),
        _files(ws, "event", record_id),
        _section(N_("Policies"), found.policies, lambda one: Line(_words(one.title, one.issuer), "policy", one.id)),
        _section(N_("Leads"), found.leads, _lead),
    )
    return _plain(found.event, sections, [(_("Turnout"), turnout)] if count.listed else (), without=("agenda",))


def _lead_card(ws: Workspace, record_id: int) -> Card:
    from chamber.leads import clocks
    from chamber.leads.record import STAGES
    from chamber.leads.service import detail

    found = detail(ws, record_id)
    lead, lang = found.lead, language()
    more = [(_("Stage"), _value(lead, "stage"))]
    if lead.next_action or lead.next_due:
        more.append((_("Next step"), _words(_value(lead, "next_due"), lead.next_action)))
    asks = tuple(
        Line(_words(task.words, _("estimated") if task.estimated else ""), mark=task.on.isoformat())
        for task in clocks.of_lead(ws, record_id)
    )
    links = [
        Line(one.text, entity, one.id, _(label))
        for one, entity, label in (
            (lead.investor, "enterprise", N_("Investor")),
            (lead.contact, "person", N_("Contact person")),
            (lead.event, "event", N_("Source event")),
        )
        if one and one.id
    ]
    stages = [
        (STAGES.get(step.to_stage, step.to_stage) if lang == "en" else step.to_stage, step) for step in found.history
    ]
    sections = (
        Section(_("To do"), asks),
        _section(N_("Log"), found.log, _entry),
        Section(_("Stages"), tuple(Line(_words(name, step.by, step.note), mark=step.on) for name, step in stages)),
        _section(
            N_("Funds in place"),
            found.funds,
            lambda one: Line(
                _words(_value(one, "amount"), _("verified") if one.verified else _("claimed"), one.evidence),
                mark=_value(one, "month"),
            ),
        ),
        _files(ws, "lead", record_id),
        Section(_("Linked"), tuple(links)),
    )
    return _plain(lead, sections, more, without=("stage", "next_action", "next_due"))


def _files(ws: Workspace, entity: str, record_id: int) -> Section:
    from chamber.documents import documents_of

    def line(one: Any) -> Line:
        return Line(_words(one.title, one.location), mark="" if one.present else _("gone or changed"))

    return _section(N_("Files"), documents_of(ws, entity, record_id), line)


def _office(ws: Workspace, record_id: int) -> Card:
    from chamber.offices.service import detail

    found = detail(ws, record_id)

    def delivery(one: Any) -> Line:
        return Line(
            _words(one.number, _value(one, "mode"), _rows(one.rows), _value(one, "made_at")),
            "delivery",
            one.id,
            _value(one, "status"),
        )

    leads = ngettext_("{count} lead it may have now", "{count} leads it may have now", found.leads).format(
        count=f"{found.leads:,}"
    )
    sections = (
        _section(N_("Deliveries"), found.deliveries, delivery),
        _section(N_("Consents"), found.consents, lambda one: _consent(one, one.person)),
    )
    return _plain(found.office, sections, [(_("Leads"), leads)])


def _delivery(ws: Workspace, record_id: int) -> Card:
    from chamber.deliveries.masked import masked_in

    with ws.read() as reader:
        found = records.get(reader, "delivery", record_id)
    return _plain(found, (_section(N_("Masked"), masked_in(ws, record_id), masked_line),))


def masked_line(one: Any) -> Line:
    """What is hidden of whom and why; it opens the contact, where a consent can be recorded, else the lead."""
    entity, record_id = ("person", one.person_id) if one.person_id else ("lead", one.lead_id)
    return Line(_words(one.contact, f"{one.what}: {one.why}", one.project), entity, record_id, one.code)


def _rows(count: int | None) -> str:
    return ngettext_("{count} row", "{count} rows", count or 0).format(count=f"{count or 0:,}")


_MAKERS: dict[str, Callable[[Workspace, int], Card]] = {
    "enterprise": _enterprise, "person": _contact, "event": _event, "lead": _lead_card, "office": _office,
    "delivery": _delivery,
}  # fmt: skip

__all__ = ["Card", "Line", "Section", "card", "facts"]
