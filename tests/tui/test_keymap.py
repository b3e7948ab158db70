"""Every command has a way that works with a Chinese input method on, and no key means two things at once."""

from __future__ import annotations

from collections import Counter

import pytest

from chamber.i18n import _, use_language
from tests.tui.conftest import app_on, quiet, ready, sees, until
from tui.base import available
from tui.keymap import COMMANDS, GO, key_name
from tui.places import PLACES

SIZE = (120, 40)


def works_with_an_input_method(key: str) -> bool:
    """Function keys, Ctrl and Alt combinations, Enter, Escape and editing keys reach the program; characters do not."""
    name = key.rpartition("+")[2]
    return (
        "+" in key
        or name in ("enter", "escape", "delete", "insert", "space")
        or (name[0] == "f" and name[1:].isdigit())
    )


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_the_first_key_of_a_command_works_with_an_input_method_on(command):
    assert not command.keys or works_with_an_input_method(command.keys[0])


@pytest.mark.parametrize(
    "command", [*COMMANDS.values(), *(place.command for place in PLACES)], ids=lambda one: one.name
)
def test_a_character_that_is_a_key_has_its_full_width_twin(command):
    for key in command.twins:
        if key.isascii():
            assert chr(ord(key) + 0xFEE0) in command.twins


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_every_command_is_named_and_explained_in_both_languages(command):
    use_language("zh")
    for text in (command.label, command.help):
        assert _(text) != text or not text.isascii()


@pytest.mark.parametrize("place", [place.name for place in PLACES])
async def test_no_key_means_two_things_on_a_screen(filled_url, place):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app))
        app.go(place)
        await until(pilot, lambda: getattr(app.screen, "place", "") == place)
        await quiet(pilot)
        keys = Counter(key for _node, command in available(app.screen) for key in (*command.keys, *command.twins))
        assert not [key for key, count in keys.items() if count > 1]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("place", [place.name for place in PLACES])
async def test_the_key_bar_fits_and_always_offers_help_menu_and_the_way_back(filled_url, place, size):
    app = app_on(filled_url)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: ready(app))
        app.go(place)
        await until(pilot, lambda: getattr(app.screen, "place", "") == place)
        await until(pilot, lambda: sees(app, "F1 Help", "F10 Menu"))
        assert place == "home" or sees(app, "Esc Back")


async def test_the_help_lists_just_what_works_here(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=(120, 60)) as pilot:
        await until(pilot, lambda: ready(app))
        await pilot.press("5")
        await until(pilot, lambda: sees(app, "联络处", "Make list"))
        await pilot.press("？")
        await until(pilot, lambda: sees(app, "Make the list of leads for this office"))
        assert not sees(app, "Move the lead to another stage")


async def test_the_menu_does_what_is_chosen_and_finds_by_pinyin_initials(filled_url):
    app = app_on(filled_url, "zh")
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app))
        await pilot.press("f10")
        await until(pilot, lambda: sees(app, "菜单", "前往"))
        await pilot.press("l", "x", "r", "enter")
        await until(pilot, lambda: app.place == "contacts")


async def test_full_width_digits_go_to_their_screens(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app))
        for place in PLACES:
            if place.digit:
                await pilot.press(chr(ord(place.digit) + 0xFEE0))
                await until(pilot, lambda place=place: app.place == place.name)


def test_keys_are_named_as_they_are_printed():
    names = {"ctrl+n": "Ctrl+N", "f2": "F2", "shift+f6": "Shift+F6", "delete": "Del", "escape": "Esc", "alt+1": "Alt+1"}
    assert {key: key_name(key) for key in names} == names


def test_places_come_under_one_heading():
    assert {place.command.group for place in PLACES} == {GO}
