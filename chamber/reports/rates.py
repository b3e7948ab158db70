"""Rates as offices ask for them: each with its formula, cut-off date, numerator and denominator (DOMAIN.md section 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chamber.i18n import N_, _
from chamber.reports.past import PastLead, leads_at
from chamber.reports.sheet import Report, Table, percent, shown, until
from chamber.reports.signings import Signing, signings
from chamber.text.values import Money, yuan_text
from chamber.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Rate:
    """`name` is the Chinese term of the trade; `label` and `formula` msgids. Money counts in 分."""

    name: str
    label: str
    formula: str
    numerator: int
    denominator: int
    in_money: bool = False

    def shown(self, value: int) -> str:
        return shown([Money(value, value)]) if self.in_money else str(value)


def compute(leads: Sequence[PastLead]) -> tuple[Rate, ...]:
    """The four rates over signed investment leads; an undertaking signed twice counts once."""
    everything = [one for one in signings(leads) if not one.lead.is_talent]
    signed = [one for one in everything if not one.added]
    contracts = sum(_fen(one) for one in everything)
    verified = sum(
        amount.sort_key
        for one in everything
        for _month, amount, checked in one.lead.funds
        if checked and amount.currency == "CNY"
    )
    return (
        Rate(
            "履约率",
            N_("fulfilment rate"),
            N_("signed contracts under way (construction begun or funds in place) / contracts signed"),
            sum(bool(one.lead.started_on or one.lead.funds) for one in signed),
            len(signed),
        ),
        Rate(
            "资金到位率",
            N_("funds in place"),
            N_("verified funds in place / contract amount"),
            verified,
            contracts,
            in_money=True,
        ),
        Rate(
            "立项率",
            N_("approval rate"),
            N_("signed projects approved (incorporated) / projects signed"),
            sum(one.lead.registered_on is not None for one in signed),
            len(signed),
        ),
        Rate(
            "开工率",
            N_("start rate"),
            N_("signed projects with construction begun / projects signed"),
            sum(one.lead.started_on is not None for one in signed),
            len(signed),
        ),
    )


def _fen(one: Signing) -> int:
    return one.amount.sort_key if one.amount and one.amount.currency == "CNY" else 0


def rates(ws: Workspace, *, as_of: date | None = None) -> Report:
    """The rates as of a day (today)."""
    day = as_of or ws.today
    with ws.read() as reader:
        found = compute(leads_at(reader, day, ws.zone))
    rows = tuple(
        (
            f"{rate.name} {_(rate.label)}" if _(rate.label) != rate.name else rate.name,
            percent(rate.numerator, rate.denominator),
            rate.shown(rate.numerator),
            rate.shown(rate.denominator),
            _(rate.formula),
        )
        for rate in found
    )
    document = {
        "as_of": day.isoformat(),
        "rates": [
            {
                "name": rate.name,
                "rate": percent(rate.numerator, rate.denominator),
                "value": round(rate.numerator / rate.denominator, 6) if rate.denominator else None,
                "numerator": yuan_text(rate.numerator) if rate.in_money else rate.numerator,
                "denominator": yuan_text(rate.denominator) if rate.in_money else rate.denominator,
                "formula": _(rate.formula),
                "as_of": day.isoformat(),
            }
            for rate in found
        ],
    }
    columns = (_("Rate"), _("Value"), _("Numerator"), _("Denominator"), _("Formula"))
    return Report(
        "rates",
        _("Rates, {until}").format(until=until(day)),
        day,
        (),
        (Table(_("Rates"), columns, rows),),
        (_("Places define these rates differently; compare only what has the same formula."),),
        document,
    )
