"""What no score and no hand may make one."""

from __future__ import annotations

from typing import Any

from chamber.errors import NotAllowed
from chamber.i18n import N_
from chamber.text.uscc import is_valid


def refuse_two(entity: str, left: Any, right: Any) -> None:
    """Raises `NotAllowed` for two enterprises with different valid USCCs, or two people with different ID numbers."""
    one, other = (left.uscc, right.uscc) if entity == "enterprise" else (left.id_number, right.id_number)
    if not one or not other or one == other:
        return
    if entity == "person" or (is_valid(one) and is_valid(other)):
        message = (
            N_("They have two different codes, {left} and {right}: they are two.")
            if entity == "enterprise"
            else N_("They have two different ID numbers: they are two.")
        )
        raise NotAllowed(message, left=one, right=other, hint=N_("If one of the numbers is a slip, correct it first."))
