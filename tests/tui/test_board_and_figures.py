"""The board moves cards by keyboard; the figures draw what the reports say."""

from __future__ import annotations

from contextlib import closing

from chamber.leads.service import detail
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, quiet, ready, sees, text_of, until
from tui.dialogs.form import FormDialog
from tui.screens.board import BoardScreen
from tui.screens.results import ResultsScreen


async def open_place(pilot, name: str, kind: type):
    await until(pilot, lambda: ready(pilot.app))
    pilot.app.go(name)
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await quiet(pilot)
    return pilot.app.screen


async def test_a_card_moves_on_and_the_undo_brings_it_back(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_place(pilot, "board", BoardScreen)
        await until(pilot, lambda: screen.card)
        lead_id = screen.card.lead_id
        await pilot.press("ctrl+right")
        await until(pilot, lambda: screen._columns[1].count == 1)
        assert (screen.at, screen.card.lead_id) == (1, lead_id)
        with closing(Workspace.open(filled_url)) as ws:
            assert detail(ws, lead_id).lead.stage == "研判"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: screen._columns[1].count == 0)


async def test_leaving_the_path_asks_for_the_reason(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await open_place(pilot, "board", BoardScreen)
        await until(pilot, lambda: screen.card)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))


async def test_the_arrows_go_from_column_to_column(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_place(pilot, "board", BoardScreen)
        await until(pilot, lambda: screen.card)
        for _turn in range(20):
            await pilot.press("right")
        assert screen.at == len(screen._columns) - 1
        assert sees(app, "merged")


async def test_the_figures_show_each_report(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_place(pilot, "figures", ResultsScreen)
        await until(pilot, lambda: sees(app, "registered" if lang == "en" else "线索登记"))
        for word in ("立项率", "敖汉旗", "赤峰市驻呼和浩特联络处", "招商引资推介会"):
            await pilot.press("down")
            await until(pilot, lambda word=word: sees(app, word))


async def test_no_figure_of_a_report_is_cut_on_a_small_screen(filled_url):
    app = app_on(filled_url, "zh")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        await pilot.press("7")
        await until(pilot, lambda: sees(app, "按阶段", "约6000万") and not sees(app, "…"))
        await pilot.press("down")
        await until(pilot, lambda: sees(app, "各项比率", "0元") and not sees(app, "CNY"))


async def test_an_amount_stands_on_one_line_beside_long_titles_of_figures(filled_url):
    app = app_on(filled_url, "zh")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        await pilot.press("7")
        await until(pilot, lambda: sees(app, "按阶段", "约6000万元", "停留天数"))


async def test_on_the_smallest_screen_the_report_stands_below_with_its_figures(filled_url):
    app = app_on(filled_url, "zh")
    async with app.run_test(size=(43, 30)) as pilot:
        await until(pilot, lambda: ready(app))
        await pilot.press("7")
        await until(pilot, lambda: sees(app, "按阶段") and not sees(app, "…"))
        (line,) = [line for line in text_of(app).splitlines() if line.startswith(" 线索登记")]
        assert line.split()[1] == "3"
