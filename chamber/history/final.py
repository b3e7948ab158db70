"""Kinds of action that are never undone, and what to do instead."""

from __future__ import annotations

from chamber.i18n import N_

_SENT = N_("What left the house can't be called back. Void the delivery instead: chamber delivery void.")

FINAL = {
    "send": _SENT,
    "void": N_("A voided delivery stays void. Make a new list instead."),
    "export": N_("An export changes no record; that it was made stays on record."),
    "erase": N_("What was erased is gone for good."),
}
"""Kind → hint."""

PASSED_OVER = frozenset({"export"})
"""Kinds an undo without a number steps over, because they changed nothing a person works with."""
