"""What holds for funds in place: an amount, a month that has come, and no more than the contract."""

from __future__ import annotations

from typing import Any

from chamber.i18n import _, language
from chamber.records import get, get_many
from chamber.text.money import show_money
from chamber.text.values import Money
from chamber.workspace import Reader, Workspace
from db.queries import lists
from db.queries.lists import Condition

Row = dict[str, Any]


def check(ws: Workspace, reader: Reader, old: Any, values: Row) -> dict[str, str]:
    refused = {}
    amount, month = values.get("amount"), values.get("month")
    if amount and amount.sort_key < 0:
        refused["amount"] = _("An amount can't be negative.")
    elif amount and (said := _above_contract(reader, old, values)):
        refused["amount"] = said
    if month and month.first_day() > ws.today:
        refused["month"] = _("This month is still to come.")
    return refused


def _above_contract(reader: Reader, old: Any, values: Row) -> str:
    """Why the funds would be more than what was signed; '' when they are not or nothing was signed yet."""
    link = values.get("lead")
    if not link or not link.id:
        return ""
    contract = get(reader, "lead", link.id).signed_amount
    most = contract.high if contract else None
    if not contract or most is None or contract.currency != values["amount"].currency:
        return ""
    total = values["amount"].sort_key + in_place(reader, link.id, contract.currency, without=old.id if old else 0)
    if total <= most:
        return ""
    return _("With this the funds in place would be more than the contract of {amount}.").format(
        amount=show_money(contract, language())
    )


def in_place(reader: Reader, lead_id: int, currency: str, *, without: int = 0) -> int:
    """The funds noted for a lead in one currency, in 分; `without` leaves one row out."""
    rows = get_many(reader, "fund", lists.ids(reader, "fund", [Condition("lead_id", "=", lead_id)]))
    return sum(
        one.amount.sort_key for one in rows if one.amount and one.amount.currency == currency and one.id != without
    )


def below_funds(reader: Reader, lead_id: int, contract: Money) -> str:
    """Why a contract can't be this small: more funds are in place already; '' when it can."""
    total = in_place(reader, lead_id, contract.currency)
    if contract.high is None or total <= contract.high:
        return ""
    return _("Funds of {amount} are in place already; the contract can't be less.").format(
        amount=show_money(Money(total, total, contract.currency), language())
    )
