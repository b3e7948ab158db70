"""Invitations: who could be asked, asking them, and what they answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from chamber import clock
from chamber.errors import Invalid
from chamber.events.record import CANCELLED, INVITATIONS, NOT_INVITED, Event
from chamber.fields import Linked
from chamber.i18n import N_, _
from chamber.lists import covering_prefix
from chamber.members.record import LEFT
from chamber.outcome import Outcome
from chamber.progress import Progress, unheard
from chamber.records import add_in, edit_in, get
from chamber.text.values import Phone
from chamber.workspace import Workspace
from db.queries import invitations as store
from db.queries import lists
from db.queries.lists import Condition

PART = 500
"""Invitations between two looks at whether to stop."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to ask: division codes people come from, titles in the chamber, industries; `not_at` leaves out who was
    invited to that event. Empty means any."""

    homes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    not_at: int | None = None
    members_only: bool = False
    people: tuple[int, ...] | None = None
    """Only these, and only people of these enterprises; None means any."""
    enterprises: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be invited; `title` is a post in the chamber ('' for none)."""

    person_id: int
    name: str
    unit: str
    position: str
    title: str
    home_division: str
    enterprise_id: int | None
    phones: tuple[Phone, ...]


def candidates(ws: Workspace, event_id: int, wanted: Wanted) -> tuple[Candidate, ...]:
    """People who fit and are not on the list yet, by name; never those who don't want to be contacted."""
    with ws.read() as reader:
        rows = store.candidates(
            reader,
            [covering_prefix(code) for code in wanted.homes],
            wanted.titles,
            wanted.industries,
            wanted.not_at,
            event_id,
            wanted.members_only,
            wanted.people,
            wanted.enterprises,
            not_asked=NOT_INVITED,
            left=LEFT,
        )
    return tuple(
        Candidate(
            row["id"],
            row["name"],
            row["enterprise"] or row["unit"],
            row["position"],
            row["title"],
            row["home"],
            row["enterprise_id"],
            tuple(Phone(**one) for text in (row["mobiles"], row["landlines"]) if text for one in json.loads(text)),
        )
        for row in rows
    )


def invite(ws: Workspace, event_id: int, people: Sequence[Candidate], progress: Progress = unheard) -> Outcome:
    """Put them on the list as 已邀请, in one action. Raises `Cancelled`."""
    with ws.read() as reader:
        event: Event = get(reader, "event", event_id)
    if not people:
        return Outcome(None, {"event": (event_id,)}, event.code)
    rows = [
        {
            "event": Linked(event.name, event_id),
            "person": Linked(one.name, one.person_id),
            "enterprise": Linked(one.unit, one.enterprise_id) if one.enterprise_id else None,
            "name": one.name,
            "unit": one.unit,
            "position": one.position,
            "phone": one.phones[:1],
            "role": "会员" if one.title or one.enterprise_id else "",
            "invitation": "已邀请",
        }
        for one in people
    ]
    with ws.write("invite", N_("invite {count} people to {event}"), count=len(rows), event=event.code) as writer:
        ids: list[int] = []
        for start in range(0, len(rows), PART):
            progress(N_("Inviting"), start, len(rows))
            ids += add_in(ws, writer, "attendance", rows[start : start + PART])
        return Outcome(writer.action_id, {"attendance": tuple(ids), "event": (event_id,)}, event.code)


def coming(ws: Workspace, limit: int = 50) -> tuple[tuple[int, str], ...]:
    """(id, name) of the events of today and later, the next first."""
    since = clock.stamp(clock.start_of_day(ws.today, ws.zone))
    later = [lists.Condition("starts_at", ">=", since), lists.Condition("status", "!=", CANCELLED)]
    with ws.read() as reader:
        ids = lists.ids(reader, "event", later, [lists.Order("starts_at")], limit)
        return tuple((row["id"], f"{row['code']} {row['name']}") for row in reader.rows("event", ids))


def answer(ws: Workspace, attendance_ids: Sequence[int], invitation: str) -> Outcome:
    """Note what guests answered: 接受, 婉拒, 无回复 or 已邀请. Raises `Invalid`."""
    if invitation not in INVITATIONS:
        options = ", ".join(INVITATIONS)
        raise Invalid({"invitation": _("{text} is not one of {options}").format(text=invitation, options=options)})
    with ws.write("answer", N_("{count} answers: {answer}"), count=len(attendance_ids), answer=invitation) as writer:
        changed = [edit_in(ws, writer, "attendance", one, {"invitation": invitation}) for one in attendance_ids]
        return Outcome(writer.action_id if any(changed) else None, {"attendance": tuple(attendance_ids)})


def unanswered(ws: Workspace, event_id: int) -> tuple[int, ...]:
    """The guests who were invited and have said nothing yet."""
    with ws.read() as reader:
        own = [Condition("event_id", "=", event_id), Condition("invitation", "=", "已邀请")]
        return tuple(lists.ids(reader, "attendance", own))
