"""The funnel: how many leads are at each stage, how many ever were, and how long they stay."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from statistics import median

from chamber.i18n import _, language
from chamber.leads.stages import all_stages
from chamber.reports.past import leads_at
from chamber.reports.sheet import Report, Table, as_json, shown, sums, until
from chamber.workspace import Workspace


def funnel(ws: Workspace, *, as_of: date | None = None) -> Report:
    """Leads by stage at the end of a day (today). Median days are over finished stays in a stage."""
    day = as_of or ws.today
    with ws.read() as reader:
        leads = leads_at(reader, day, ws.zone)
        stages = all_stages(reader)
    done: defaultdict[str, list[int]] = defaultdict(list)
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    reached: defaultdict[str, int] = defaultdict(int)
    for lead in leads:
        *before, (now, days) = lead.stays(day)
        waiting[now].append(days)
        for name, stay in before:
            done[name].append(stay)
        for name in {name for name, _since in lead.steps}:
            reached[name] += 1
    rows, document = [], []
    for stage in stages:
        here = [lead for lead in leads if lead.stage == stage.name]
        amount = sums(lead.amount for lead in here)
        spent = median(done[stage.name]) if done[stage.name] else None
        age = median(waiting[stage.name]) if waiting[stage.name] else None
        document.append(
            {
                "stage": stage.name,
                "exit": stage.is_exit,
                "leads": len(here),
                "reached": reached[stage.name],
                "amount": as_json(amount),
                "median_days": spent,
                "median_days_waiting": age,
            }
        )
        rows.append(
            (
                stage.shown(language()),
                len(here),
                reached[stage.name],
                shown(amount) or "-",
                "-" if spent is None else f"{spent:g}",
                "-" if age is None else f"{age:g}",
            )
        )
    columns = (
        _("Stage"),
        _("Leads"),
        _("Ever reached"),
        _("Planned investment"),
        _("Median days"),
        _("Median days so far"),
    )
    return Report(
        "funnel",
        _("Lead funnel, {until}").format(until=until(day)),
        day,
        ((_("Leads"), str(len(leads))),),
        (Table(_("By stage"), columns, tuple(rows), chart=1),),
        (_("Median days: of stays that ended. Median days so far: of leads that are there now."),),
        {"as_of": day.isoformat(), "leads": len(leads), "stages": document},
    )
