"""`chamber delivery` and `chamber receipt`: what was sent, and that it arrived."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from chamber import lists, records
from chamber.cli.base import Session, argument, command, group, json_option, option, pass_session
from chamber.cli.fields import read_day
from chamber.cli.officers import find_delivery, find_office
from chamber.cli.output import data, done, emit, say, show_table
from chamber.cli.records import find_id, show_record
from chamber.deliveries import service
from chamber.deliveries.delta import in_form
from chamber.deliveries.layout import FULL, Layout
from chamber.deliveries.marks import mark_of
from chamber.deliveries.masked import masked_in
from chamber.deliveries.record import SENT
from chamber.deliveries.withheld import rows_shown
from chamber.deliveries.wording import describe, title_of
from chamber.entity import entity_of
from chamber.i18n import N_, _, language


@group(N_("Lists made for offices: send, void, make again, what an office knew"))
def delivery() -> None:
    pass


@delivery.command("list", help=N_("List deliveries"))
@option("--office", metavar="NAME", help=N_("Only this office's"))
@json_option
@pass_session
def list_(session: Session, office: str | None, as_json: bool) -> None:
    officer = session.ws.officer
    if officer is not None:
        office = office or officer.office
    conditions = [lists.Condition("office_id", "=", find_id(session.ws, "office", office))] if office else []
    if officer is not None:
        service.must_be_own(session.ws, int(conditions[0].value))
        conditions.append(lists.Condition("status", "in", SENT))
    window = lists.window(session.ws, "delivery", conditions)
    if as_json:
        with session.ws.read() as reader:
            found = records.get_many(reader, "delivery", list(window.ids))
        emit([_document(one) for one in found])
        return
    columns = lists.default_columns("delivery")
    rows = lists.page(session.ws, window, 0, len(window))
    show_table([one.label for one in columns], [row.cells for row in rows], [one.align for one in columns])


def _document(found: Any) -> dict[str, Any]:
    document: dict[str, Any] = entity_of("delivery").to_json(found)
    document.pop("layout", None)
    return document


@delivery.command("show", help=N_("Show a delivery with every cell as it was sent"))
@argument("which")
@json_option
@pass_session
def show(session: Session, which: str, as_json: bool) -> None:
    delivery_id = find_delivery(session, which)
    with session.ws.read() as reader:
        found = records.get(reader, "delivery", delivery_id)
        rows = rows_shown(session.ws, reader, delivery_id)
    layout = Layout.load(found.layout)
    # Who it is that a list hides is not for the office to read.
    hidden = masked_in(session.ws, delivery_id) if session.ws.officer is None else ()
    if as_json:
        emit(
            _document(found)
            | {
                "masked_cells": [one.to_json() for one in hidden],
                "cells": [
                    {"mark": row.mark, **dict(row.cells), "changes": describe(row, layout.columns)} for row in rows
                ],
            }
        )
        return
    show_record(found, ("layout",))
    data("")
    keys = ("code", "project", "investor", "amount", "target_division", "changes")
    show_table(
        [_("Change"), *(title_of(column, language()) for column in layout.columns if column.key in keys)],
        [_cells(row, layout, keys) for row in rows],
    )
    if hidden:
        data("")
        data(_("Masked in it"))
        show_table(
            [_("Lead number"), _("Contact person"), _("Masked"), _("Why")],
            [(one.code, one.contact, one.what, one.why) for one in hidden],
        )


def _cells(row: Any, layout: Layout, keys: tuple[str, ...]) -> list[str]:
    lang = language()
    cells = row.cells | {"changes": describe(row, layout.columns, lang)}
    return [mark_of(row.mark, lang), *(cells.get(column.key, "") for column in layout.columns if column.key in keys)]


@delivery.command("send", help=N_("Mark a delivery as sent"))
@argument("which")
@json_option
@pass_session
def send(session: Session, which: str, as_json: bool) -> None:
    outcome = service.send(session.ws, find_id(session.ws, "delivery", which))
    done(outcome, _("Delivery {number} is marked as sent.").format(number=outcome.code), as_json, final=True)


@delivery.command("void", help=N_("Void a delivery: it is no baseline any more"))
@argument("which")
@option("--reason", metavar="TEXT", required=True, help=N_("Why it is void"))
@json_option
@pass_session
def void(session: Session, which: str, reason: str, as_json: bool) -> None:
    outcome = service.void(session.ws, find_id(session.ws, "delivery", which), reason)
    done(outcome, _("Delivery {number} is void.").format(number=outcome.code), as_json, final=True)


@delivery.command("recreate", help=N_("Write the file of a past delivery again"))
@argument("which")
@option("--as", "file_format", metavar="FORMAT", help=N_("xlsx, csv or json; else as it was"))
@option(
    "--encoding",
    type=click.Choice(["utf-8-sig", "gb18030", "utf-8"]),
    help=N_("Encoding of a csv; else as it was sent"),
)
@option("--password", metavar="WORD", help=N_("Encrypt the xlsx so that it opens only with this password"))
@option("-o", "--output", "path", metavar="PATH", help=N_("File or folder to write to"))
@json_option
@pass_session
def recreate(
    session: Session,
    which: str,
    file_format: str | None,
    encoding: str | None,
    password: str | None,
    path: str | None,
    as_json: bool,
) -> None:
    from chamber.deliveries.recreating import recreate as write_again

    target = Path(path) if path else None
    made = write_again(session.ws, find_delivery(session, which), target, file_format, encoding, password)
    if as_json:
        emit(made.to_json())
        return
    data(str(made.path))
    say(made.words)


@delivery.command("known", help=N_("What an office knew on a day"))
@argument("office")
@option("--on", metavar="DATE", help=N_("The day; else today"))
@json_option
@pass_session
def known(session: Session, office: str, on: str | None, as_json: bool) -> None:
    office_id = find_office(session, office)
    found = service.known_on(session.ws, office_id, read_day(session.ws, on).last_day() if on else session.ws.today)
    if as_json:
        emit([dict(cells) for cells in found])
        return
    keys = ("code", "project", "investor", "amount", "target_division", "stage")
    labels = [_(entity_of("lead").field(key).label) for key in keys]
    # The weekly form says the stage before the progress; here it has a column.
    show_table(labels, [[in_form(cells, FULL).get(key, "") for key in keys] for cells in found])


@command(N_("Note that an office received a delivery"))
@argument("which", metavar="DELIVERY")
@option("--by", metavar="NAME", required=True, help=N_("Who received it"))
@option("--on", metavar="DATE", help=N_("The day; else today"))
@json_option
@pass_session
def receipt(session: Session, which: str, by: str, on: str | None, as_json: bool) -> None:
    outcome = service.acknowledge(
        session.ws, find_delivery(session, which), by, read_day(session.ws, on) if on else None
    )
    done(outcome, _("Receipt noted for delivery {number}.").format(number=outcome.code), as_json)
