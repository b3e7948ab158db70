"""`list`: rows of a view through filters, in an order, as a table or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from chamber.cli.base import Option, WholeNumber
from chamber.cli.later import later
from chamber.cli.output import emit_all, say, show_table
from chamber.entity import entity_of
from chamber.errors import Usage
from chamber.i18n import N_, _

if TYPE_CHECKING:
    from chamber import lists
    from chamber.filters import given
    from chamber.workspace import Workspace
else:
    given, lists = later("chamber.filters.given"), later("chamber.lists")

SHOWN = 100
"""Rows a terminal is given unless told otherwise."""
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list command was asked: `limit` None is 100 on a terminal and everything elsewhere, 0 everything."""

    filter: Sequence[str] = ()
    where: Sequence[str] = ()
    sort: str | None = None
    descending: bool = False
    limit: int | None = None
    columns: str | None = None
    keep: bool = False
    everyone: bool = False


def options(view: str) -> list[click.Parameter]:
    """The options of a list; members can be listed with the enterprises that are none."""
    found: list[click.Parameter] = [
        filter_argument(),
        Option(
            ["--where"], multiple=True, metavar="FIELD=VALUE", help=N_("Only those; a division covers what lies in it")
        ),
        Option(["--sort"], metavar="FIELD", help=N_("Order by a field")),
        Option(["--descending"], is_flag=True, help=N_("The largest or latest first")),
        Option(["--limit"], type=WholeNumber(0), help=N_("At most so many; 0 is all")),
        Option(["--columns"], metavar="FIELD,FIELD", help=N_("Which columns, and in what order")),
        Option(
            ["--keep"],
            is_flag=True,
            help=N_("Keep these columns for yourself, in the terminal too; --columns '' brings the standard back"),
        ),
    ]
    if view == "member":
        found.append(Option(["--everyone"], is_flag=True, help=N_("Enterprises that are no members, too")))
    return found


def filter_argument() -> click.Parameter:
    return click.Argument(["filter"], nargs=-1, metavar="[FILTER]...")


def asked(ws: Workspace, view: str, filter: Sequence[str], where: Sequence[str]) -> tuple[lists.Condition, ...]:
    """The conditions of a filter in words and of `--where` pairs. Raises `Invalid`, `WordsError`."""
    from chamber.filtering import read

    with ws.read() as reader:
        conditions = given.where(ws, reader, view, [_pair(view, pair) for pair in where])
    return (*conditions, *read(ws, view, " ".join(filter)).conditions)


def show(ws: Workspace, view: str, wanted: Wanted, as_json: bool) -> None:
    """Print a list. Raises `Invalid` for an unknown field."""
    if wanted.keep and wanted.columns is None:
        raise Usage(N_("--keep needs --columns."))
    chosen = "enterprise" if view == "member" and wanted.everyone else view
    window = _window(ws, chosen, wanted)
    ids = list(window.ids)
    limit = wanted.limit if wanted.limit is not None else SHOWN if sys.stdout.isatty() and not as_json else 0
    shown = ids[:limit] if limit else ids
    if not ids and (wanted.filter or wanted.where):
        say(_("Nothing fits this filter."))
    if as_json:
        emit_all(documents(ws, chosen, shown))
        return
    columns = _columns(ws, chosen, wanted)
    rows = (row.cells for part in _parts(shown) for row in _rows(ws, chosen, part, columns))
    show_table([one.label for one in columns], rows, [one.align for one in columns])
    if len(shown) < len(ids):
        say(_("{shown} of {total}; --limit 0 shows all.").format(shown=len(shown), total=len(ids)))


def _columns(ws: Workspace, view: str, wanted: Wanted) -> list[lists.ListColumn]:
    """Those asked for, else those the person keeps, else the list's own. Keeps them when that is wanted."""
    from chamber import columns

    asked_for = columns.read(view, wanted.columns or "")
    if wanted.keep:
        columns.keep(ws, view, asked_for)
    return list(asked_for or columns.kept(ws, view) or lists.default_columns(view))


def _window(ws: Workspace, view: str, wanted: Wanted) -> lists.Window:
    conditions = asked(ws, view, wanted.filter, wanted.where)
    order = lists.sort_order(view, _key(view, wanted.sort), wanted.descending) if wanted.sort else None
    return lists.window(ws, view, conditions, order, lists.ALL)


def _pair(view: str, pair: str) -> str:
    name, sign, value = pair.partition("=")
    return f"{_key(view, name)}{sign}{value}"


def _key(view: str, name: str) -> str:
    """The key of a column by any name of its field."""
    from chamber.filters.names import key_of

    return key_of(view, name)


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _PAGE):
        yield ids[start : start + _PAGE]


def _rows(ws: Workspace, view: str, ids: Sequence[int], columns: Sequence[lists.ListColumn]) -> list[lists.ListRow]:
    with ws.read() as reader:
        return lists.rows_of(reader, view, ids, columns)


def documents(ws: Workspace, view: str, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Records of a view as JSON, with what the view joins (a member's number and status)."""
    from chamber.records import with_titles
    from db.queries import lists as store

    entity = entity_of(lists.entity_name(view))
    joined = [one for one in lists.all_columns(view) if "." in one.key]
    for part in _parts(ids):
        with ws.read() as reader:
            rows = store.rows(reader, view, part)
            records = with_titles(reader, entity, [entity.load(row) for row in rows])
        for row, record in zip(rows, records, strict=True):
            document = entity.to_json(record)
            for one in joined:
                prefix, _sign, name = one.key.rpartition(".")
                stored = [row.get(f"{prefix}.{column}") for column in one.field.columns]
                value = one.field.kind.load(stored)
                if not one.field.kind.is_empty(value):
                    document[name if prefix == "membership" else one.key.replace(".", "_")] = one.field.kind.to_json(
                        value
                    )
            yield document
