"""The gazetteer of the divisions shipped with the program."""

from __future__ import annotations

from functools import lru_cache

from chamber.text.addresses import resolve_address
from chamber.text.gazetteer import Divisions, Reference
from db import reference

__all__ = ["Divisions", "divisions", "resolve_address"]


@lru_cache(maxsize=1)
def divisions() -> Divisions:
    """The one gazetteer; made when first asked for, in some 20 ms."""
    return Divisions(
        Reference(
            reference.divisions(),
            reference.townships(),
            reference.superseded(),
            reference.provinces(),
            reference.aliases(),
        )
    )
