"""What holds for an office."""

from __future__ import annotations

from typing import Any

from chamber import codes
from chamber.entity import entity_of
from chamber.i18n import N_, _
from chamber.offices.officers import officer_of
from chamber.offices.record import TREATMENTS
from chamber.records import get
from chamber.text.pinyin import sort_key
from chamber.text.values import Problem
from chamber.workspace import Reader, Workspace, Writer
from db.queries import lookup

Row = dict[str, Any]


def check(ws: Workspace, reader: Reader, old: Any, values: Row) -> dict[str, str]:
    refused = {}
    for row in values.get("treatments") or ():
        if row.get("field") not in entity_of("lead").by_name:
            refused["treatments"] = _("A lead has no field {name}.").format(name=row.get("field", ""))
        elif row.get("treatment") not in TREATMENTS:
            refused["treatments"] = _("A field is given 原文, 脱敏 or 不给.")
    for row in values.get("officers") or ():
        known = officer_of(reader, row.get("user", ""))
        if known is not None and (old is None or known.office_id != old.id):
            refused["officers"] = _("{user} is an officer of {office} already.").format(
                user=known.user, office=known.office
            )
    if values.get("minimum_amount") and values["minimum_amount"].sort_key < 0:
        refused["minimum_amount"] = _("An amount can't be negative.")
    return refused


def notice(ws: Workspace, reader: Reader, values: Row) -> tuple[Problem, ...]:
    """A warning when another office has the name: a list could go to the wrong one."""
    return renamed(ws, reader, None, values)


def renamed(ws: Workspace, reader: Reader, record_id: int | None, values: Row) -> tuple[Problem, ...]:
    """The same for an office that gets another name."""
    name = values.get("name") or ""
    found = lookup.of_title(reader, "office", "name", name, 20)
    same = [get(reader, "office", one) for one in found if one != record_id]
    told = {"name": name, "code": "、".join(one.code for one in same)}
    message = N_("There is an office called {name} already: {code}. Say which one by its code.")
    return (Problem("same-name", message, told),) if same else ()


def complete(ws: Workspace, writer: Writer, rows: list[Row]) -> None:
    for row in rows:
        row["sort_key"] = sort_key(row["name"])
        row["code"] = row.get("code") or codes.running(writer, "office", 1)[0]


def derive(ws: Workspace, old: Any, whole: Row) -> Row:
    return {"sort_key": sort_key(whole["name"])} if whole["name"] != old.name else {}
