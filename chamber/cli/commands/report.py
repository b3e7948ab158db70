"""`chamber report`: what came of it all."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from chamber.cli.base import Command, Option, Session, group
from chamber.cli.fields import read_full_day
from chamber.cli.output import cells, data, emit, pad, say, show_fields, show_table
from chamber.cli.records import find_id
from chamber.i18n import N_, _
from chamber.reports import service
from chamber.reports.sheet import Report, Table

_BAR = 40
"""Cells the longest bar takes."""


@group(N_("Results of fairs, the funnel, rates, members, what offices are owed"))
def report() -> None:
    pass


def _command(name: str, help: str) -> Command:
    def run(as_of: str | None, path: Path | None, as_json: bool, events: tuple[str, ...] = ()) -> None:
        session = click.get_current_context().find_object(Session)
        if session is None:
            return
        ws = session.ws
        day: date | None = read_full_day(ws, as_of) if as_of else None
        ids = [find_id(ws, "event", text) for text in events]
        made = service.make(ws, name, events=ids, as_of=day)
        if path:
            service.save(made, path)
            say(_("The report is in {path}").format(path=path))
        if as_json:
            emit(made.document)
        elif not path:
            _show(made)

    parameters: list[click.Parameter] = [
        Option(["--as-of"], metavar="DATE", help=N_("As it stood at the end of a day (today)")),
        Option(["-o", "path"], metavar="FILE", type=click.Path(path_type=Path), help=N_("Write it as .xlsx or .json")),
        Option(["--json", "as_json"], is_flag=True, help=N_("One JSON document on stdout")),
    ]
    if name == "fair":
        parameters.insert(
            0, Option(["--event", "events"], multiple=True, metavar="CODE", help=N_("Several: side by side"))
        )
    return Command(name, params=parameters, callback=run, help=help)


for _name, _help in (
    ("fair", N_("What a fair brought: guests, leads by stage and amount, conversion, by policy and introducer")),
    ("funnel", N_("Leads by stage with the days they stay")),
    ("rates", N_("Fulfilment, funds in place, approval and start, each with its formula")),
    ("members", N_("Members by home city")),
    ("offices", N_("What is due to each office, and when")),
):
    report.add_command(_command(_name, _help))


def _show(made: Report) -> None:
    data(made.title)
    if made.facts:
        show_fields(made.facts)
    for table in made.tables:
        data("")
        data(table.title)
        aligns = ["right" if isinstance(cell, (int, float)) else "left" for cell in table.rows[0]] if table.rows else []
        show_table(table.columns, [[_text(cell) for cell in row] for row in table.rows], aligns)
        if table.chart and sys.stdout.isatty():
            _chart(table)
    for note in made.notes:
        say(note)


def _text(cell: Any) -> str:
    return f"{cell:,g}" if isinstance(cell, float) else str(cell)


def _chart(table: Table) -> None:
    """A bar a row, the longest across the width there is."""
    from rich.bar import Bar
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    most = max((value for _name, value in table.bars), default=0)
    if not most:
        return
    grid = Grid.grid(padding=(0, 1))
    width = max(cells(name) for name, _value in table.bars)
    for name, value in table.bars:
        grid.add_row(Text(pad(name, min(width, 24))), Bar(most, 0, value, width=_BAR, color="cyan"), Text(_text(value)))
    Console().print(grid)
