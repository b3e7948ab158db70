"""Automatic backups thin out with age and never lose the newest."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chamber.rotation import MONTHS, WEEKS, worth_keeping

START = date(2021, 1, 1)
days = st.sets(st.integers(0, 1_500)).map(lambda numbers: {START + timedelta(days=number) for number in numbers})


@given(days, st.integers(1, 10))
def test_the_newest_stay_and_the_number_is_bounded(made: set[date], newest: int) -> None:
    kept = worth_keeping(made, newest)
    assert kept <= made
    assert set(sorted(made)[-newest:]) <= kept
    assert len(kept) <= newest + WEEKS + MONTHS


@given(days, st.integers(1, 10))
def test_what_was_dropped_once_is_not_missed_later(made: set[date], newest: int) -> None:
    kept = worth_keeping(made, newest)
    assert worth_keeping(kept, newest) == kept


def test_after_two_years_of_daily_backups_there_is_one_of_each_month_of_the_last() -> None:
    made = [START + timedelta(days=number) for number in range(730)]
    kept = sorted(worth_keeping(made, 7))
    assert kept[-7:] == made[-7:]
    assert {(day.year, day.month) for day in kept} == {(2022, month) for month in range(1, 13)}
    assert len(kept) == 7 + 2 + 11
