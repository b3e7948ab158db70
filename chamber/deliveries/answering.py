"""Writing down what an office answered: cells of leads, each with a log entry that has the office as its author."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chamber.deliveries.as_sent import names_told
from chamber.entity import entity_of
from chamber.fields import Linked
from chamber.offices.record import Office
from chamber.reading import some
from chamber.records import add_in, refused, rule
from chamber.text.hidden_names import Names
from chamber.text.hidden_numbers import put_back
from chamber.workspace import Workspace, Writer

_PART = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What an office says of one lead: values by field, and as (title, text) for the log. `then` are columns of the lead
    that changed since the office got it, as they were: a mask in a value hides what stood there."""

    lead_id: int
    values: Mapping[str, Any]
    told: Sequence[tuple[str, str]]
    then: Mapping[str, Any] = field(default_factory=dict)


def write_answers(
    ws: Workspace,
    writer: Writer,
    office: Office,
    answers: Sequence[Answer],
    *,
    who: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> dict[int, dict[str, str]]:
    """Write the answers inside an open action; returns lead → field → why a value was refused.

    `who` at the office says so, unless an answer names the handler itself.
    """
    described, derive = entity_of("lead"), rule("lead", "derive")
    every = [one.name for one in described.fields]
    leads = {lead.id: lead for lead in some(writer, "lead", [one.lead_id for one in answers], every)}
    refusals: dict[int, dict[str, str]] = {}
    for start in range(0, len(answers), _PART):
        stored: list[tuple[int, Mapping[str, Any]]] = []
        entries: dict[int, dict[str, Any]] = {}
        for one in answers[start : start + _PART]:
            lead = leads[one.lead_id]
            before = lead._asdict()
            names = names_told(lead, [one.then] if one.then else ())
            values = {
                name: _put_back(_put_back(value, one.then.get(name), names), before[name], names)
                for name, value in one.values.items()
            }
            problems = refused(ws, writer, "lead", lead, before | values)
            if problems:
                refusals[lead.id] = {name: why for name, why in problems.items() if name in values}
                values = {name: value for name, value in values.items() if name not in problems}
            if values:
                stored.append((lead.id, described.dump(values | derive(ws, lead, before | values))))
                entries[lead.id] = _entry(writer, office, one, values, who)
        changed = writer.update("lead", stored)
        if changed:
            add_in(ws, writer, "activity", [entries[lead_id] for lead_id in changed], checked=True)
        if progress is not None:
            progress(min(start + _PART, len(answers)), len(answers))
    return refusals


def _put_back(value: Any, ours: Any, names: Names) -> Any:
    """What an office writes on to a text that it got masked does not cost us the number, nor the contact's name."""
    if isinstance(value, Linked):
        return replace(value, text=_put_back(value.text, ours.text if isinstance(ours, Linked) else ours, names))
    if not isinstance(value, str) or not isinstance(ours, str):
        return value
    # The numbers first: the mask of an address may begin as that of a name does.
    return names.put_back(put_back(value, ours), ours)


def _entry(writer: Writer, office: Office, one: Answer, values: Mapping[str, Any], who: str) -> dict[str, Any]:
    handler = str(values.get("office_handler") or "") or who
    return {
        "at": writer.head.at,
        "how": "",
        "lead": Linked("", one.lead_id),
        "text": "联络处反馈 " + "；".join(f"{title}：{text or '（清空）'}" for title, text in one.told),
        "author": f"{office.name}{' ' + handler if handler else ''}",
        "office": Linked("", office.id),
    }
