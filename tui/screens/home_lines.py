"""The lines of the first screen's list: leads and offices under the day they are due, each with what Enter opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from chamber.deliveries.marks import mark_of
from chamber.home import Home
from chamber.i18n import _, language, ngettext_
from chamber.leads.clocks import Task
from chamber.offices.deadlines import Owed
from tui.widgets.columns import cut

LATE = "#e0a458"
MOST_OFFICES = 3
WHEN, PROJECT = 15, 26
"""Cells of the day a line begins with, and of the name after it."""

Waiting = Mapping[int, Mapping[str, int]]
"""Office → what its next list would hold, by mark."""


@dataclass(frozen=True, slots=True)
class Line:
    """`kind` is 'lead' or 'office' (`key` its id), 'all' (`key` the filter that shows all of them), 'offices', 'go' (`key` a place), 'setup' or 'head'."""

    text: Text
    kind: str = "head"
    key: int | str = 0


def lines(found: Home, waiting: Waiting) -> tuple[Line, ...]:
    """Today first, then lists for offices, what is overdue, what comes."""
    agenda = found.agenda
    leads = (
        *_section(_("Today"), "bold", agenda.today, agenda.today_count, _("due:today")),
        *_offices(found.owed, waiting),
        *_section(_("Overdue"), f"bold {LATE}", agenda.overdue, agenda.overdue_count, _("due:<today")),
        *_section(
            ngettext_("Next day", "Next {days} days", found.days).format(days=found.days),
            "bold",
            agenda.ahead,
            agenda.ahead_count,
            _("due:>today due:<={days}d").format(days=found.days),
        ),
    )
    return leads if any(one.kind == "lead" for one in leads) else (*leads, *_nothing(found))


def _nothing(found: Home) -> Iterator[Line]:
    """What stands where no lead is due: in a new chamber what comes first, each a way there."""
    if found.leads:
        yield Line(Text(_("No lead is due."), "dim"))
        return
    fresh = not found.enterprises
    yield Line(Text(_("A new chamber: what comes first") if fresh else _("There is no lead yet"), "bold"))
    if fresh:
        if not found.name:
            yield Line(_way(_("Name and home city"), _("warnings and sheets go by them")), "setup")
        yield Line(_way(_("Members"), _("F12 brings in a list from a spreadsheet, Ctrl+N files one")), "go", "members")
        yield Line(_way(_("Offices"), _("who gets lists of leads, and how often")), "go", "offices")
    yield Line(
        _way(_("Events"), _("a fair with its guests and its door; a guest becomes a lead with F8")), "go", "events"
    )
    yield Line(
        _way(_("Leads"), _("Ctrl+N files one, F12 brings in a list; what is due when stands here")), "go", "leads"
    )


def _way(name: str, told: str) -> Text:
    return Text(" ", no_wrap=True, overflow="crop").append(_filled(name, 20), "bold").append(told, "dim")


def _section(title: str, style: str, tasks: Sequence[Task], count: int, words: str) -> Iterator[Line]:
    if not count:
        return
    yield Line(Text(f"{title}  {count:,}", style))
    for task in tasks:
        yield Line(_task(task), "lead", task.lead_id)
    if count > len(tasks):
        yield Line(_all(count), "all", words)


def _all(count: int) -> Text:
    return Text(" " + _("Show all {count}").format(count=f"{count:,}"), "underline")


def _task(one: Task) -> Text:
    line = Text(" ", no_wrap=True, overflow="crop")
    when = one.late if one.days >= 0 else f"{one.on:%m-%d} {weekday(one.on.weekday())}"
    line.append(_filled(when, WHEN), LATE if one.days > 0 else "dim" if one.days else "")
    line.append(_filled(one.project, PROJECT), "bold")
    line.append(one.words)
    if one.estimated:
        line.append(f" ({_('estimated')})", LATE)
    if one.beside:
        line.append(f" + {one.beside}")
    return line.append("  " + "  ".join(filter(None, (one.investor, one.owner))), "dim")


def _offices(owed: Sequence[Owed], waiting: Waiting) -> Iterator[Line]:
    if not owed:
        return
    late = sum(one.late for one in owed)
    title = Text(_("Lists for offices"), "bold")
    if late:
        title.append("  " + _("late {count}").format(count=late), f"bold {LATE}")
    yield Line(title)
    for one in owed[:MOST_OFFICES]:
        yield Line(_office(one, waiting.get(one.office.id, {})), "office", one.office.id)
    if len(owed) > MOST_OFFICES:
        yield Line(_all(len(owed)), "offices")


def _office(one: Owed, counts: Mapping[str, int]) -> Text:
    line = Text(" ", no_wrap=True, overflow="crop")
    line.append(_filled(_day(one.due), WHEN), LATE if one.late else "")
    line.append(_filled(one.office.name, PROJECT), "bold")
    if one.late:
        line.append(_("late") + "  ", LATE)
    if one.estimated:
        line.append(f"({_('estimated')})  ", LATE)
    lang = language()
    said = [f"{mark_of(mark, lang)} {count:,}" for mark, count in counts.items() if count]
    if counts:
        line.append((" ".join(said) or _("nothing new")) + "  ")
    last = _("last {number}").format(number=one.last) if one.last else _("none sent yet")
    return line.append(last, "dim")


def _day(moment: datetime) -> str:
    return f"{moment:%m-%d %H:%M}"


def weekday(number: int) -> str:
    """A day of the week, Monday 0, as short as it can be."""
    return _("Mon Tue Wed Thu Fri Sat Sun").split()[number]


def _filled(text: str, width: int) -> str:
    """Cut or filled to a width, with a blank at its end."""
    return set_cell_size(text if cell_len(text) < width else cut(text, width - 1), width)


def title(found: Home) -> Text:
    """The day, and how much is due."""
    agenda = found.agenda
    line = Text(no_wrap=True, overflow="crop")
    line.append(f"{found.today.isoformat()} {weekday(found.today.weekday())}", "bold")
    line.append("  " + _("today {count}").format(count=f"{agenda.today_count:,}"), "bold" if agenda.today_count else "")
    style = f"bold {LATE}" if agenda.overdue_count else ""
    line.append("  " + _("late {count}").format(count=f"{agenda.overdue_count:,}"), style)
    return line.append("  " + _("within {days} days {count}").format(days=found.days, count=f"{agenda.ahead_count:,}"))


__all__ = ["Line", "lines", "title"]
