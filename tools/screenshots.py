"""Draw the pictures of the documentation: screens of the demo as docs/img/*.svg, in both languages.

The demo is made anew in a folder of its own and its time stands still, so a picture changes only with the program.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from chamber.setup import demo
from chamber.workspace import Workspace
from tui.app import ChamberApp

TARGET = Path(__file__).resolve().parent.parent / "docs" / "img"
SIZE = (120, 34)
"""Columns and rows of the terminal in the pictures."""
PLACES = ("home", "members", "leads")
TURNS, QUIET = 500, 10
"""Turns of the event loop that a screen has to come to rest, and how many of them make a rest."""


async def draw(database: Path, language: str) -> None:
    """Every place in one language."""
    app = ChamberApp(lambda _told: Workspace.open(str(database), user="王秘书"), lang=language)
    async with app.run_test(size=SIZE) as pilot:
        await _at_rest(app, pilot)
        for place in PLACES:
            app.go(place)
            await _at_rest(app, pilot)
            await pilot.press("down")
            await _at_rest(app, pilot)
            svg = app.export_screenshot(title="chamber")
            path = TARGET / f"{place}-{language}.svg"
            path.write_text(_stable(svg, f"{place}-{language}"), encoding="utf-8", newline="\n")
            sys.stdout.write(f"{path.relative_to(TARGET.parent.parent)}\n")


async def _at_rest(app: ChamberApp, pilot: Pilot[int]) -> None:
    """Wait until nothing works in the background any more, a few turns in a row. Raises `TimeoutError`."""
    quiet = 0
    for _ in range(TURNS):
        await pilot.pause(0.02)
        quiet = 0 if any(not worker.is_finished for worker in app.workers) else quiet + 1
        if quiet == QUIET:
            return
    raise TimeoutError(f"{app.screen} does not come to rest")


def _stable(svg: str, name: str) -> str:
    """The picture with ids of its own name: those the export makes up differ each time."""
    return re.sub(r"terminal-\d+", f"terminal-{name}", svg)


def main() -> int:
    TARGET.mkdir(parents=True, exist_ok=True)
    os.environ["CHAMBER_NOW"] = demo.NOW
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CHAMBER_HOME"] = folder
        database = Path(folder) / "demo.db"
        demo.open_demo(str(database), fresh=True).close()
        for language in ("zh", "en"):
            asyncio.run(draw(database, language))
    return 0


if __name__ == "__main__":
    sys.exit(main())
