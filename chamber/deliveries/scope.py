"""Which leads an office may have: its divisions with their counties, kinds, industries, amounts, confidentiality."""

from __future__ import annotations

from typing import Any

from chamber.leads.record import INTERNAL
from chamber.lists import covering_prefix
from chamber.offices.record import Office

DECIDING = ("confidentiality", "merged_into", "kind", "industry", "amount", "target_division")
"""The fields of a lead that decide it."""


def in_scope(office: Office, lead: Any, home_division: str) -> bool:
    """Whether the office may have this lead. One without a place goes to the offices of the whole home city."""
    if lead.confidentiality == INTERNAL or lead.merged_into:
        return False
    if office.takes_kinds and lead.kind not in office.takes_kinds:
        return False
    if office.takes_industries and lead.industry not in office.takes_industries:
        return False
    if (
        office.minimum_amount
        and lead.kind == "投资"
        and (lead.amount is None or _most(lead.amount) < office.minimum_amount.sort_key)
    ):
        return False
    if not lead.target_division:
        return any(home_division.startswith(covering_prefix(code)) for code in office.divisions)
    return any(lead.target_division.startswith(covering_prefix(code)) for code in office.divisions)


def _most(money: Any) -> int:
    return int(money.high if money.high is not None else money.sort_key)
