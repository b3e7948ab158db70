"""Preferences of a chamber, kept in its database: each described once, with its default."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chamber.errors import Invalid, NotFound
from chamber.i18n import N_, _
from chamber.outcome import Outcome
from chamber.workspace import Workspace, Writer
from db.queries import settings as store


@dataclass(frozen=True, slots=True)
class Setting:
    """`options`: the values it can have (empty: a text or, by the default's type, a number or yes and no)."""

    name: str
    label: str
    default: Any
    options: tuple[str, ...] = ()


SETTINGS: Mapping[str, Setting] = {
    one.name: one
    for one in (
        Setting("language", N_("Language of the interface"), "", ("", "zh", "en")),
        Setting("theme", N_("Colours"), ""),
        Setting("borders", N_("How borders are drawn"), "auto", ("auto", "unicode", "ascii")),
        Setting("home.days", N_("How many days ahead the home screen looks"), 7),
        Setting("lead.response_days", N_("Working days to the first response to a lead"), 1),
        Setting("lead.assessment_days", N_("Working days to the assessment of a lead"), 3),
        Setting("lead.feedback_days", N_("Calendar days to the feedback to the introducer"), 7),
        Setting("lead.report_days", N_("Calendar days between reports on a lead"), 14),
        Setting("lead.stall_days", N_("Calendar days without progress before a reason is asked for"), 30),
        Setting("backup.keep", N_("How many daily backups are kept, before one a week and one a month"), 10),
    )
}


def get(ws: Workspace, name: str) -> Any:
    """A preference, or its default. Raises `NotFound`."""
    described = _described(name)
    with ws.read() as reader:
        found = store.setting(reader, name)
    return json.loads(found[1]) if found else described.default


def everything(ws: Workspace) -> dict[str, Any]:
    """Every preference with its value now."""
    with ws.read() as reader:
        kept = store.all_settings(reader)
    return {name: json.loads(kept[name][1]) if name in kept else one.default for name, one in SETTINGS.items()}


def put(ws: Workspace, name: str, value: object) -> Outcome:
    """Set a preference, from a text as typed or a value. Raises `NotFound`, `Invalid`."""
    text = _stored(name, value)
    with ws.write("settings", N_("set {name} to {value}"), name=name, value=str(value)) as writer:
        changed = _put(writer, name, text)
        return Outcome(writer.action_id if changed else None, {"setting": ()})


def own(ws: Workspace, name: str) -> Any:
    """What the person who works keeps under a name that is no preference of the chamber's; None when nothing."""
    with ws.read() as reader:
        found = store.setting(reader, _owned(ws, name))
    return json.loads(found[1]) if found else None


def put_own(ws: Workspace, name: str, value: object, label: str) -> Outcome:
    """Keep something for the person who works; `label` is the action's."""
    with ws.write("settings", label) as writer:
        changed = _put(writer, _owned(ws, name), json.dumps(value, ensure_ascii=False))
        return Outcome(writer.action_id if changed else None, {"setting": ()})


def _owned(ws: Workspace, name: str) -> str:
    return f"{name}@{ws.user}"


def put_all(ws: Workspace, values: Mapping[str, object]) -> Outcome:
    """Set several preferences in one action; those that are as they were don't count. Raises `NotFound`, `Invalid`."""
    now = everything(ws)
    texts = {name: _stored(name, value) for name, value in values.items()}
    other = [name for name, text in texts.items() if json.loads(text) != now[name]]
    if len(other) < 2:
        return put(ws, other[0], values[other[0]]) if other else Outcome(None, {"setting": ()})
    with ws.write("settings", N_("set {count} preferences"), count=len(other)) as writer:
        for name in other:
            _put(writer, name, texts[name])
        return Outcome(writer.action_id, {"setting": ()})


def _stored(name: str, value: object) -> str:
    return json.dumps(_read(_described(name), value), ensure_ascii=False)


def _put(writer: Writer, name: str, text: str) -> bool:
    found = store.setting(writer, name)
    if found is None:
        writer.insert("setting", [{"name": name, "value": text}])
    else:
        writer.update("setting", [(found[0], {"value": text})])
    return found is None or found[1] != text


def _described(name: str) -> Setting:
    if name not in SETTINGS:
        import difflib

        near = tuple(difflib.get_close_matches(name, SETTINGS, n=3, cutoff=0.4))
        raise NotFound(N_("There is no setting {text}."), text=name, near=near)
    return SETTINGS[name]


def _read(described: Setting, value: object) -> Any:
    if isinstance(described.default, int):
        text = str(value).strip()
        if not text.isdecimal() or not 0 < int(text) < 10_000:
            raise Invalid({described.name: _("Not a whole number above zero: {text}").format(text=text)})
        return int(text)
    text = str(value).strip()
    if described.options and text not in described.options:
        options = ", ".join(filter(None, described.options))
        raise Invalid({described.name: _("{text} is not one of {options}").format(text=text, options=options)})
    return text
