"""What is asked first about a lead of each kind, when a handshake is written down in ten seconds."""

from __future__ import annotations

from collections.abc import Mapping

FIRST: tuple[str, ...] = ("kind", "project", "investor", "contact", "contact_phones", "contact_position")
"""Asked of every kind, before its own."""
LAST: tuple[str, ...] = ("introducer", "owner", "next_action", "next_due", "event")
"""Asked of every kind, after its own."""

_INVESTMENT = ("amount", "industry", "target_division", "land_mu", "jobs")
_TALENT = ("field", "degree", "current_post", "mode", "needs", "arrival_on", "target_division")

OWN: Mapping[str, tuple[str, ...]] = {
    "投资": (*_INVESTMENT, "requirements"),
    "引才": _TALENT,
    "引智": ("field", "mode", "current_post", "summary", "needs", "arrival_on", "target_division"),
    "贸易合作": ("summary", "amount", "industry", "target_division"),
    "返乡创业": (*_INVESTMENT, "summary"),
}
"""Kind → the fields that are its own."""


def asked(kind: str) -> tuple[str, ...]:
    """The fields asked first for a kind, in order; of an unknown kind, those of an investment."""
    return (*FIRST, *OWN.get(kind, OWN["投资"]), *LAST)
