"""Answering a question by a mere look into the database: what is asked most often comes without opening it for work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from chamber.paths import address_of
from chamber.search.version import TOKENIZER_VERSION
from db.errors import StoreError
from db.glance import glance
from db.statements import is_postgresql

if TYPE_CHECKING:
    from db.statements import Readable

T = TypeVar("T")


def look(url: str | None, ask: Callable[[Readable], T], speak: Callable[[str | None], None]) -> T | None:
    """What `ask` finds; None if the database must be opened for it: a server, a new or an old one, one with liaison
    officers, one that can't be read. `speak` hears the saved language before."""
    address = address_of(url)
    if is_postgresql(address):
        return None
    try:
        with glance(address.removeprefix("sqlite:///"), TOKENIZER_VERSION) as seen:
            if seen is None:
                return None
            speak((seen.language or "").strip('"') or None)
            return ask(seen)
    except StoreError:
        return None
