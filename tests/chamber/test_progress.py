"""How far long work is, in words."""

from __future__ import annotations

import pytest

from chamber.i18n import use_language
from chamber.progress import Pace


@pytest.fixture(autouse=True)
def english():
    use_language("en")
    yield
    use_language("zh")


def test_a_rate_and_the_time_left_are_said_once_they_mean_something() -> None:
    pace = Pace()
    assert pace.words("Changing", 0, 0, 0.0) == "Changing"
    assert pace.words("Changing", 0, 12_000, 0.0) == "Changing  0 / 12,000"
    assert pace.words("Changing", 3_000, 12_000, 2.0) == "Changing  3,000 / 12,000  1,500 a second  6 s left"
    assert pace.words("Changing", 4_000, 1_000_000, 4.0).endswith("17 min left")


def test_what_stands_still_has_the_rate_it_had_and_less_and_less_left() -> None:
    pace = Pace()
    pace.words("Changing", 0, 12_000, 0.0)
    pace.words("Changing", 3_000, 12_000, 2.0)
    assert pace.words("Changing", 3_000, 12_000, 4.0) == "Changing  3,000 / 12,000  1,500 a second  4 s left"
    assert pace.words("Changing", 3_000, 12_000, 60.0) == "Changing  3,000 / 12,000  1,500 a second"


def test_of_a_stage_nobody_knows_the_length_of_it_is_said_how_long_it_goes_on() -> None:
    pace = Pace()
    assert pace.words("Checking", 0, 0, 10.0) == "Checking"
    assert pace.words("Checking", 0, 0, 11.0) == "Checking"
    assert pace.words("Checking", 0, 0, 45.0) == "Checking  for 35 s"


def test_every_stage_has_its_own_pace() -> None:
    pace = Pace()
    pace.words("Reading", 0, 10, 0.0)
    pace.words("Reading", 10, 10, 100.0)
    pace.words("Writing", 0, 100, 100.0)
    assert pace.words("Writing", 50, 100, 105.0).endswith("10 a second  5 s left")
