"""When garbage is looked for, and style sheets that are read once."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from tests.tui.conftest import app_on, quiet, ready, until
from tui import tidying
from tui.screens.members import MembersScreen
from tui.styles import KeptStylesheet
from tui.tidying import Tidier


@pytest.fixture
def rested(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tidier]:
    """A tidier after whose last key a while went by; the collector is left as it was."""
    before = gc.get_threshold()
    monkeypatch.setattr(tidying, "QUIET", 0.0)
    monkeypatch.setattr(tidying, "WORTH", 0)
    monkeypatch.setattr(tidying, "MANY", 10**9)
    try:
        yield Tidier()
    finally:
        gc.set_threshold(*before)


class Knot:
    def __init__(self) -> None:
        self.me = self


def knots() -> int:
    return sum(isinstance(one, Knot) for one in gc.get_objects())


def old_garbage() -> None:
    knot = Knot()
    gc.collect(1)
    del knot


def test_old_objects_are_looked_at_only_by_the_tidier(rested: Tidier) -> None:
    gc.collect()
    old_garbage()
    for _ in range(100_000):
        _young: list[list[object]] = [[]]
    assert knots() == 1
    assert rested.tidy(busy=False)
    assert knots() == 0


def test_nothing_is_tidied_while_something_runs_or_somebody_types(
    rested: Tidier, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not rested.tidy(busy=True)
    monkeypatch.setattr(tidying, "QUIET", 60.0)
    rested.touched()
    assert not rested.tidy(busy=False)


def test_many_objects_are_left_until_nobody_is_there(rested: Tidier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "MANY", 0)
    assert not rested.tidy(busy=False)
    monkeypatch.setattr(tidying, "GONE", 0.0)
    assert rested.tidy(busy=False)


async def test_going_to_a_screen_reads_its_style_sheet_and_no_other_again(filled_url, monkeypatch):
    read: list[tuple[object, ...]] = []

    class Counting(KeptStylesheet):
        def _parse_rules(self, css, read_from, *args, **named):
            key = (css, read_from, named["is_default_rules"], named["tie_breaker"], named["scope"])
            if key not in self._parse_cache:
                read.append(key)
            return super()._parse_rules(css, read_from, *args, **named)

    monkeypatch.setattr("tui.app.KeptStylesheet", Counting)
    app = app_on(filled_url)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        await quiet(pilot)
        before = len(read)
        await pilot.press("alt+2")
        await until(pilot, lambda: isinstance(app.screen, MembersScreen))
        await quiet(pilot)
        assert any("members.tcss" in str(where) for _css, where, *_ in read[before:])
        assert len(read) == len(set(read))


async def test_another_theme_reads_them_in_its_colours(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        await quiet(pilot)
        dark = app.screen.styles.background
        app.theme = "chamber-light"
        await quiet(pilot)
        assert app.screen.styles.background != dark
