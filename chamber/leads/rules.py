"""What holds for a lead: its number, its first stage, sane amounts."""

from __future__ import annotations

from typing import Any

from chamber import clock, codes
from chamber.i18n import _
from chamber.leads.first_report import notices
from chamber.leads.funds import below_funds
from chamber.text.pinyin import sort_key
from chamber.text.values import Problem
from chamber.workspace import Reader, Workspace, Writer

Row = dict[str, Any]


def check(ws: Workspace, reader: Reader, old: Any, values: Row) -> dict[str, str]:
    refused = {}
    for name in ("amount", "fixed_assets", "signed_amount"):
        if values.get(name) and values[name].sort_key < 0:
            refused[name] = _("An amount can't be negative.")
    signed = values.get("signed_amount")
    if old is not None and signed and "signed_amount" not in refused and (said := below_funds(reader, old.id, signed)):
        refused["signed_amount"] = said
    if old is not None and old.stage != values.get("stage"):
        refused["stage"] = _("A stage is changed by advancing the lead, so that its history is kept.")
    return refused


def complete(ws: Workspace, writer: Writer, rows: list[Row]) -> None:
    year = str(ws.today.year)
    codes.keep_leads_above(ws, writer, [row["code"] for row in rows if row.get("code")])
    missing = [row for row in rows if not row.get("code")]
    given = codes.lead_codes(ws, writer, year, len(missing)) if missing else []
    for row, code in zip(missing, given, strict=True):
        row["code"] = code
    for row in rows:
        row["sort_key"] = sort_key(row["project"])
        row["first_reported_at"] = row.get("first_reported_at") or writer.head.at


def after_add(ws: Workspace, writer: Writer, ids: list[int], rows: list[Row]) -> None:
    """The first entry of every lead's stage history."""
    writer.insert(
        "stage_change",
        [
            {
                "lead_id": lead_id,
                "from_stage": None,
                "to_stage": row["stage"],
                "on_date": clock.local(row["first_reported_at"], ws.zone).date().isoformat(),
                "at": writer.head.at,
                "by": writer.head.user,
            }
            for lead_id, row in zip(ids, rows, strict=True)
        ],
    )


def derive(ws: Workspace, old: Any, whole: Row) -> Row:
    return {"sort_key": sort_key(whole["project"])} if whole["project"] != old.project else {}


def notice(ws: Workspace, reader: Reader, values: Row) -> tuple[Problem, ...]:
    """A warning when the same undertaking was reported before."""
    return notices(ws, reader, values)
