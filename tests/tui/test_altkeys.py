"""Alt with a digit is a key, never a sign in what is being written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser

from tui.altkeys import know_alt_digits
from tui.places import PLACES


@pytest.fixture
def known() -> Iterator[None]:
    before = dict(ANSI_SEQUENCES_KEYS)
    know_alt_digits()
    yield
    ANSI_SEQUENCES_KEYS.clear()  # type: ignore[attr-defined]
    ANSI_SEQUENCES_KEYS.update(before)  # type: ignore[attr-defined]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("digit", [place.digit for place in PLACES if place.digit])
def test_alt_with_a_digit_is_the_key_of_a_screen_and_writes_nothing(digit: str) -> None:
    (key,) = [event for event in XTermParser().feed(f"\x1b{digit}") if isinstance(event, events.Key)]
    assert (key.key, key.character, key.is_printable) == (f"alt+{digit}", None, False)


@pytest.mark.usefixtures("known")
def test_the_sign_itself_is_still_written() -> None:
    (key,) = [event for event in XTermParser().feed("£") if isinstance(event, events.Key)]
    assert (key.character, key.is_printable) == ("£", True)
