"""A column is as wide as the values there are to choose in it, where the screen has room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from chamber.fields import Choice
from chamber.i18n import language, use_language
from chamber.lists import default_columns
from tui.widgets.columns import GAP, fit
from tui.widgets.wishes import wish


@pytest.fixture(params=["zh", "en"], autouse=True)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("zh")


def widths(view: str, title: str, screen: int, *keys: str) -> dict[str, int]:
    shown = [one for one in default_columns(view) if not keys or one.key in keys]
    shown.sort(key=lambda one: keys.index(one.key) if keys else 0)
    sizes = fit([wish(one, one.key == title) for one in shown], screen - GAP * 2)
    return {one.key: size for one, size in zip(shown, sizes, strict=True)}


@pytest.mark.parametrize("screen", [80, 120])
def test_no_stage_of_a_lead_is_cut(screen: int) -> None:
    # The order in which the list of leads has its first columns.
    found = widths("lead", "project", screen, "project", "stage", "clock.due", "investor", "amount")
    stage = next(one.field.kind for one in default_columns("lead") if one.key == "stage")
    assert isinstance(stage, Choice)
    assert found["stage"] >= max(cell_len(stage.show(value, language())) for value in stage.options)
    assert all(found.values())


def test_a_wide_screen_shows_every_state_of_a_member_whole() -> None:
    found = widths("member", "name", 140)
    status = next(one.field.kind for one in default_columns("member") if one.key == "membership.status")
    assert isinstance(status, Choice)
    assert found["membership.status"] >= max(cell_len(status.show(value, language())) for value in status.options)


def test_a_wide_list_gives_its_room_to_the_names_not_to_the_longest_industry(spoken: str) -> None:
    # Beside the tree and the record a screen of 200 leaves the list so much; labels take more of it in English.
    wanted = {"zh": cell_len("呼和浩特市岱禾达文化旅游有限公司"), "en": cell_len("内蒙古岱禾达文化旅游公司")}
    assert widths("member", "name", 106)["name"] >= wanted[spoken]
