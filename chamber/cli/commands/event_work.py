"""`chamber event invite|answer|seat|copy|ics|papers|factsheet|attach|consent`: before the day and after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamber.cli.base import Group, Session, WholeNumber, argument, command, json_option, option, pass_session
from chamber.cli.fields import read_values
from chamber.cli.files import add_file_verbs
from chamber.cli.later import later
from chamber.cli.listing import asked
from chamber.cli.output import done, emit, say, show_table
from chamber.cli.records import find_id
from chamber.errors import Conflict, NotFound, Usage
from chamber.i18n import N_, _, listed

if TYPE_CHECKING:
    from chamber import lists
    from chamber.events import invitations, recurring, seating, service
    from chamber.workspace import Workspace
else:
    lists = later("chamber.lists")
    invitations = later("chamber.events.invitations")
    recurring = later("chamber.events.recurring")
    seating = later("chamber.events.seating")
    service = later("chamber.events.service")

_path_option = option(
    "-o", "path", metavar="PATH", type=click.Path(path_type=Path), required=True, help=N_("The file to write")
)


def add_to(event: Group) -> None:
    """Give the noun `event` its further verbs."""
    for one in (invite, answer, seat, copy, ics, papers, factsheet):
        event.add_command(one)
    add_file_verbs(event, "event", N_("Keep where a photograph or another file lies"))
    event.add_command(consent)


@command(N_("Put people on the list as invited, by home city, title, industry"), "invite")
@argument("which", metavar="CODE")
@option("--home", "homes", multiple=True, metavar="PLACE", help=N_("From this city, banner or county"))
@option("--title", "titles", multiple=True, metavar="TITLE", help=N_("With this post in the chamber, such as 理事"))
@option("--industry", "industries", multiple=True, metavar="INDUSTRY", help=N_("Of this industry"))
@option("--not-at", metavar="EVENT", help=N_("Not those invited to this event"))
@option("--members", is_flag=True, help=N_("Only people of members"))
@option("--filter", "words", metavar="FILTER", help=N_("Only contacts that a filter in words finds"))
@option("--dry-run", is_flag=True, help=N_("Change nothing, only say who it would be"))
@json_option
@pass_session
def invite(
    session: Session,
    which: str,
    homes: tuple[str, ...],
    titles: tuple[str, ...],
    industries: tuple[str, ...],
    not_at: str | None,
    members: bool,
    words: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    ws = session.ws
    event_id = find_id(ws, "event", which)
    with ws.read() as reader:
        places = [read_values(ws, reader, "enterprise", {"home_division": home})["home_division"] for home in homes]
        trades = [read_values(ws, reader, "enterprise", {"industry": one})["industry"] for one in industries]
        posts = [read_values(ws, reader, "post", {"title": title})["title"] for title in titles]
    before = find_id(ws, "event", not_at) if not_at else None
    people = tuple(lists.window(ws, "person", asked(ws, "person", [words], ()), most=lists.ALL).ids) if words else None
    wanted = invitations.Wanted(tuple(places), tuple(posts), tuple(trades), before, members, people)
    found = invitations.candidates(ws, event_id, wanted)
    if not dry_run:
        outcome = invitations.invite(ws, event_id, found)
        if not as_json:
            done(outcome, _("Invited: {count}").format(count=len(found)), False)
            return
    invited = [{"name": one.name, "unit": one.unit, "position": one.position, "title": one.title} for one in found]
    if as_json:
        emit({"event": which, "invited": 0 if dry_run else len(found), "people": invited})
    else:
        show_table([_("Full name"), _("Unit"), _("Position"), _("Title")], [list(one.values()) for one in invited])


def one_guest(ws: Workspace, event_id: int, text: str) -> int:
    """The guest a text means. Raises `NotFound`, `Conflict`."""
    hits = service.find_guests(ws, event_id, text)
    best = [one for one in hits if one.rank == hits[0].rank] if hits else []
    if not best:
        raise NotFound(N_("Nobody on the list fits {text}."), text=text)
    if len(best) > 1:
        names = listed(f"{one.name} {one.unit}".strip() for one in best[:8])
        raise Conflict(N_("{text} fits several: {names}"), text=text, names=names)
    return best[0].id


@command(N_("Note what a guest answered: 接受, 婉拒, 无回复"), "answer")
@argument("which", metavar="CODE")
@argument("guest")
@argument("invitation", metavar="ANSWER")
@json_option
@pass_session
def answer(session: Session, which: str, guest: str, invitation: str, as_json: bool) -> None:
    ws = session.ws
    guest_id = one_guest(ws, find_id(ws, "event", which), guest)
    with ws.read() as reader:
        said = read_values(ws, reader, "attendance", {"invitation": invitation})["invitation"]
    done(invitations.answer(ws, [guest_id], said), _("{guest}: {answer}").format(guest=guest, answer=said), as_json)


@command(N_("Give a guest a table and a seat, or seat everybody with --per-table"), "seat")
@argument("which", metavar="CODE")
@argument("guest", required=False)
@option("--table", metavar="TABLE", default="", help=N_("Which table"))
@option("--seat", "place", metavar="SEAT", default="", help=N_("Which seat at it"))
@option("--per-table", type=WholeNumber(1), help=N_("Seat all who have no table, so many to a table"))
@json_option
@pass_session
def seat(
    session: Session, which: str, guest: str | None, table: str, place: str, per_table: int | None, as_json: bool
) -> None:
    ws = session.ws
    event_id = find_id(ws, "event", which)
    if per_table is not None or not guest:
        outcome = seating.seat_all(ws, event_id, per_table or 10)
        done(outcome, _("Seated: {count}").format(count=len(outcome.changed["attendance"])), as_json)
        return
    outcome = seating.seat(ws, one_guest(ws, event_id, guest), table, place)
    done(outcome, _("{guest} sits at table {table}").format(guest=guest, table=table), as_json)


@command(N_("Plan an event again at a new time"), "copy")
@argument("which", metavar="CODE")
@argument("starts", metavar="TIME")
@option("--name", metavar="TEXT", default="", help=N_("Another name"))
@option("--with-guests", is_flag=True, help=N_("Take the guest list along, not invited yet"))
@json_option
@pass_session
def copy(session: Session, which: str, starts: str, name: str, with_guests: bool, as_json: bool) -> None:
    ws = session.ws
    with ws.read() as reader:
        at = read_values(ws, reader, "event", {"starts_at": starts}, quiet=as_json)["starts_at"]
    outcome = recurring.copy_forward(ws, find_id(ws, "event", which), at, name=name, with_guests=with_guests)
    done(outcome, _("Filed: {what} {code}").format(what=_("Event"), code=outcome.code), as_json)


def _write(
    session: Session, which: str, path: Path, kind: str, as_json: bool, make: Callable[[Workspace, int], bytes]
) -> None:
    from chamber.exporting.files import must_end_in, write_file

    must_end_in(path, kind)
    write_file(path, make(session.ws, find_id(session.ws, "event", which)))
    if as_json:
        emit({"path": str(path)})
    else:
        say(_("Written: {path}").format(path=path))


@command(N_("The event for guests' calendars (.ics)"), "ics")
@argument("which", metavar="CODE")
@_path_option
@json_option
@pass_session
def ics(session: Session, which: str, path: Path, as_json: bool) -> None:
    from chamber.ics import event_ics

    _write(session, which, path, ".ics", as_json, event_ics)


@command(N_("To print: the guest list to sign, or name badges with --badges (.xlsx)"), "papers")
@argument("which", metavar="CODE")
@option("--badges", is_flag=True, help=N_("Name badges instead of the list"))
@_path_option
@json_option
@pass_session
def papers(session: Session, which: str, badges: bool, path: Path, as_json: bool) -> None:
    from chamber.events.papers import badges_xlsx, guest_list_xlsx

    _write(session, which, path, ".xlsx", as_json, badges_xlsx if badges else guest_list_xlsx)


@command(N_("The news fact sheet (.docx)"), "factsheet")
@argument("which", metavar="CODE")
@_path_option
@json_option
@pass_session
def factsheet(session: Session, which: str, path: Path, as_json: bool) -> None:
    from chamber.events.fact_sheet import fact_sheet_docx

    _write(session, which, path, ".docx", as_json, fact_sheet_docx)


@command(N_("Record that guests agreed at the desk that an office may have their name and phone"), "consent")
@argument("which", metavar="CODE")
@argument("guests", metavar="[GUEST]...", nargs=-1)
@option("--office", metavar="NAME", required=True, help=N_("Which office may have it"))
@option("--all-here", is_flag=True, help=N_("All who were signed in"))
@option("--how", metavar="TEXT", default="", help=N_("How they agreed (签到处)"))
@option("--evidence", metavar="TEXT", default="", help=N_("Where the signed sheet lies"))
@json_option
@pass_session
def consent(
    session: Session,
    which: str,
    guests: tuple[str, ...],
    office: str,
    all_here: bool,
    how: str,
    evidence: str,
    as_json: bool,
) -> None:
    from chamber.cli.commands.consent import tell_recorded
    from chamber.events import desk

    ws = session.ws
    event_id = find_id(ws, "event", which)
    if all_here == bool(guests):
        raise Usage(N_("Name the guests, or say --all-here."))
    chosen = [service.one_guest(ws, event_id, text).id for text in guests]
    if all_here:
        chosen = [guest.id for guest in desk.desk(ws, event_id).guests if guest.came]
    told = {"how": how, "evidence": evidence}
    given = {name: text for name, text in told.items() if text}
    tell_recorded(desk.agree(ws, chosen, find_id(ws, "office", office), given), as_json)
