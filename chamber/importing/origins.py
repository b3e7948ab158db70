"""Where leads come from: a source written as 呼和浩特推介会 is the event of ours it means, when only one fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from chamber.i18n import N_
from chamber.importing.cells import CellProblem
from chamber.importing.plan import Plan
from chamber.text.names import normalise
from chamber.text.values import Problem
from chamber.workspace import Reader
from db.queries import matching
from db.queries.matching import EventName

_WHEN = re.compile(r"(?:(20\d\d)年?度?)?(?:\d{1,2}月(?:\d{1,2}日)?)?")
_AROUND = re.compile(r"^(?:来自|参加|通过|在)|(?:现场|会上|上|期间|活动|签约|对接|接洽|获悉|收集|参会)+$")
_LEAST = 4
"""Characters that say enough to be looked for in the order they stand."""
_TOLD = 4
_FAIR = "推介会"


def name_events(reader: Reader, plan: Plan) -> None:
    """Give the rows of leads their event by the name it has on file; what may mean several is said."""
    values = plan.values
    if plan.target.name != "leads" or not (values.columns.get("source") or values.columns.get("event")):
        return
    events = matching.event_names(reader)
    if not events:
        return
    find = lru_cache(maxsize=None)(lambda text: _meant(text, events))
    letters = {path: column.letter for column in plan.columns for path in column.paths}
    for row, text in enumerate(values.columns.get("event", ())):
        if text and not any(text in (event.name, event.code) for event in events):
            _take(plan, row, "event", text, letters.get("event", ""), find)
    for row, raw in values.raw.items():
        if (text := raw.get("source")) and values.get("event", row) is None:
            _take(plan, row, "source", text, letters.get("source", ""), find)


def _take(
    plan: Plan, row: int, path: str, text: str, letter: str, find: Callable[[str], tuple[EventName, ...]]
) -> None:
    found = find(text)
    if not found or len(found) > _TOLD:
        return
    values = plan.values
    if len(found) == 1:
        (event,) = found
        values.column("event")[row] = event.name
        if path == "source" and values.get("source", row) is None:
            values.column("source")[row] = _FAIR if "推介" in text + event.name + event.kinds else "其他"
        message = N_("Read as the event {name}")
        params = {"name": event.name}
    else:
        message = N_("{text} may mean several events: {names}")
        params = {"text": text, "names": "、".join(event.name for event in found)}
    said = (row, letter, path)
    values.problems[:] = [one for one in values.problems if (one.row, one.letter, one.path) != said]
    values.problems.append(CellProblem(row, letter, "event", text, Problem("event", message, params)))


def _meant(text: str, events: list[EventName]) -> tuple[EventName, ...]:
    """The events a text may mean: by a part of the name, else by place and name; of the year it tells, if it does."""
    when = _WHEN.match(text)
    year = when[1] if when else None
    words = normalise(_AROUND.sub("", text[when.end() :] if when else text))
    if year:
        events = [event for event in events if event.starts_at.startswith(year)]
    if len(words) < _LEAST:
        return ()
    by_name = tuple(event for event in events if _fits(words, normalise(event.name)))
    return by_name or tuple(event for event in events if _in_order(words, normalise(event.venue + event.name)))


def _fits(words: str, name: str) -> bool:
    return words in name or (len(name) >= _LEAST and name in words) or _in_order(words, name)


def _in_order(words: str, name: str) -> bool:
    """Whether a name has all the characters in their order: 呼和浩特推介会 of 呼和浩特市招商引资推介会."""
    rest = iter(name)
    return all(char in rest for char in words)
