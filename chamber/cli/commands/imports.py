"""`chamber import`: members, contacts, leads or attendance from any spreadsheet."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamber.cli.base import Session, argument, command, json_option, option, pass_session, yes_option
from chamber.cli.output import data, emit, note, say, tell_undo
from chamber.cli.telling import on_one_line
from chamber.errors import Usage
from chamber.i18n import N_, _, language, listed, ngettext_, parted

if TYPE_CHECKING:
    from chamber.importing.plan import Plan

_SHOWN = 20
"""Warnings and lines that are no records shown in words; --json has them all."""


@command(N_("Read a spreadsheet: members, contacts, leads or the guests of an event"), name="import")
@argument("what", type=click.Choice(["members", "contacts", "leads", "attendance"]))
@argument("file", metavar="FILE")
@option("--event", metavar="CODE", default="", help=N_("The event whose guests these are"))
@option("--sheet", "sheets", metavar="NAME", multiple=True, help=N_("The sheet to read; may be repeated"))
@option(
    "--mode",
    type=click.Choice(["add", "update", "fill"]),
    default="add",
    help=N_("add: new records only; update: overwrite what is there; fill: only what is blank so far"),
)
@option("--mapping", "mapping_file", metavar="FILE", help=N_("Which column is which field (JSON)"))
@option(
    "--save-mapping",
    "save_to",
    metavar="FILE",
    help=N_("Write the mapping that was used, to change it and give it back"),
)
@option("--cell", "cells", metavar="C7=TEXT", multiple=True, help=N_("Correct a cell first; may be repeated"))
@option("--skip", metavar="ROW", multiple=True, help=N_("Leave a row out; may be repeated"))
@option("--same", metavar="ROW=CODE", multiple=True, help=N_("The row is this record of ours, or this earlier row"))
@option("--different", metavar="ROW", multiple=True, help=N_("The row is none of those of its name"))
@option("--dry-run", is_flag=True, help=N_("Change nothing, only say what would happen"))
@option("--rejects", metavar="FILE", help=N_("Write the rejected rows with the reasons (xlsx or csv)"))
@option("--password", metavar="WORD", help=N_("The password of a protected workbook"))
@yes_option
@json_option
@pass_session
def imports(
    session: Session,
    what: str,
    file: str,
    event: str,
    sheets: tuple[str, ...],
    mode: str,
    mapping_file: str | None,
    save_to: str | None,
    cells: tuple[str, ...],
    skip: tuple[str, ...],
    same: tuple[str, ...],
    different: tuple[str, ...],
    dry_run: bool,
    rejects: str | None,
    password: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    from chamber.importing import reporting, saved
    from chamber.importing.answers import Answers, answered
    from chamber.importing.applying import apply, missing_fields
    from chamber.importing.plan import Mode
    from chamber.importing.preparing import Options, prepare
    from chamber.importing.rejects import rejects_file

    if what == "attendance" and not event and not dry_run:
        raise Usage(N_("Whose guests? Name the event with --event."))
    options = Options(Mode(mode), event, sheets, saved.load(Path(mapping_file)) if mapping_file else {}, password)
    source: Path | bytes = sys.stdin.buffer.read() if file == "-" else Path(file)
    with on_one_line() as told:
        plan = prepare(session.ws, what, source, options, progress=told, name=_("the input") if file == "-" else "")
    plan = answered(session.ws, plan, Answers(skip, cells, same, different))
    if save_to:
        saved.save(Path(save_to), plan.columns, plan.target)
    action = None
    with rejects_file(Path(rejects)) if rejects else nullcontext() as write_rejects:
        if not dry_run:
            if plan.missing and plan.records:
                raise missing_fields(plan)
            if not as_json:
                _show_mapping(plan)
                _show_warnings(plan)
            _agree(session, plan, yes, mapped=bool(mapping_file))
            with on_one_line() as told:
                plan, outcome = apply(session.ws, plan, told)
            action = outcome.action
        rejected = write_rejects(plan) if write_rejects else 0
    if as_json:
        emit(reporting.to_json(plan, action, records=dry_run) | {"file": file if file == "-" else plan.source.name})
        return
    if dry_run:
        _show_mapping(plan)
        _show_warnings(plan)
    _show(plan, action, dry_run)
    if rejects:
        data(_("{count} rejected rows are in {path}.").format(count=rejected, path=rejects))


def _agree(session: Session, plan: Plan, yes: bool, *, mapped: bool) -> None:
    """Columns told by their values alone are a guess: a person says yes to it, or gives a mapping."""
    if mapped or yes or plan.again is not None or not plan.writes:
        return
    if plan.guessed:
        guessed = listed(f"{column.letter} {column.title} → {_labels(plan, column.paths)}" for column in plan.guessed)
        if not session.interactive:
            raise Usage(
                N_("Nothing in the sheet says what these columns are; they were guessed from their values: {columns}"),
                columns=guessed,
                hint=N_(
                    "Say --yes if that is right, or give --mapping FILE (--save-mapping FILE --dry-run writes one)."
                ),
            )
        session.confirm(
            _("These columns were guessed from their values: {columns}. Is that right?").format(columns=guessed), yes
        )
    if session.interactive:
        question = _("Write {created} new and {updated} changed records?").format(
            **{ending.value: count for ending, count in plan.counts.items()}
        )
        session.confirm(question, yes)


def _labels(plan: Plan, paths: tuple[str, ...]) -> str:
    return " + ".join(plan.target.fields[path].label for path in paths)


def _show_mapping(plan: Plan) -> None:
    """What each column was taken for."""
    where = listed(plan.source.sheets)
    found = len(plan.records)
    # A text has one sheet, which is called as the file is.
    words = (
        ngettext_("{file}: {rows} record", "{file}: {rows} records", found)
        if where == Path(plan.source.name).stem
        else ngettext_("{file}, sheet {sheet}: {rows} record", "{file}, sheet {sheet}: {rows} records", found)
    )
    data(words.format(file=plan.source.name, sheet=where, rows=found))
    for one in plan.source.notes:
        note(one)
    if plan.left_aside:
        say(_("Other sheets were left aside: {sheets}. Name one with --sheet.").format(sheets=listed(plan.left_aside)))
    if plan.records and not any(column.title for column in plan.columns):
        say(_("The list has no header; its columns were told by their values. Check them, or give --mapping FILE."))
    mapped = [
        f"{column.letter} {column.title} → {_labels(plan, column.paths)}" for column in plan.columns if column.field
    ]
    data(_("Columns: {columns}").format(columns=parted(mapped) or "-"))
    if plan.unmapped:
        titles = listed(column.key for column in plan.unmapped)
        data(_("Kept as written, without a field: {columns}").format(columns=titles))
    _show_lines(plan)
    if plan.missing and plan.records:
        say(_("No column gives {fields}.").format(fields=_labels(plan, plan.missing)))


def _show_lines(plan: Plan) -> None:
    """The lines that are no records: titles, totals, signatures and what was not read, so that nothing is missed."""
    if not plan.lines:
        return
    several = len(plan.source.sheets) > 1 or any(sheet not in plan.source.sheets for sheet, _line in plan.lines)
    form = _("{sheet}, row {row}: {what}  {text}") if several else _("Row {row}: {what}  {text}")
    say(_("Lines of the sheet that are no records:"))
    for sheet, line in plan.lines[:_SHOWN]:
        what = (line.why or line.fate).say(language())
        say("  " + form.format(sheet=sheet, row=line.row, what=what, text=line.text[:60]))
    if len(plan.lines) > _SHOWN:
        more = len(plan.lines) - _SHOWN
        say(_("... and {count} more such lines; --json lists them all.").format(count=more))


def _show(plan: Plan, action: int | None, dry_run: bool) -> None:
    """How the rows end, and how to take it back."""
    if plan.again is not None:
        data(_("This very file was imported before (action {action}). Nothing was changed.").format(action=plan.again))
        return
    counts = {ending.value: f"{count:,}" for ending, count in plan.counts.items()}
    form = (
        _(
            "Would end as: {created} created, {updated} updated, {unchanged} unchanged, {duplicate} duplicates, {rejected} rejected."
        )
        if dry_run
        else _(
            "{created} created, {updated} updated, {unchanged} unchanged, {duplicate} duplicates, {rejected} rejected."
        )
    )
    data(form.format(**counts))
    if dry_run:
        data(_("Nothing was changed."))
    elif action is not None:
        tell_undo(action)


def _show_warnings(plan: Plan) -> None:
    from chamber.importing.reporting import warnings

    total = 0
    for warning in warnings(plan):
        total += 1
        if total <= _SHOWN:
            place = warning.get("cell") or _("row {row}").format(row=warning["row"])
            note(warning["message"], place)
    if total > _SHOWN:
        say(_("... and {count} more notes; --json lists them all.").format(count=total - _SHOWN))
