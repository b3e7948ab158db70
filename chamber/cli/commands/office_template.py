"""`chamber office template`: which columns an office's sheet has, in which order, under which titles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamber.cli.base import Session, argument, json_option, option, pass_session
from chamber.cli.commands.office import office
from chamber.cli.later import later
from chamber.cli.output import data, done, emit, say, show_table
from chamber.cli.records import find_id
from chamber.errors import Invalid, Usage
from chamber.i18n import N_, _, listed

if TYPE_CHECKING:
    from chamber.deliveries import template as templates
    from chamber.deliveries.template import Template
    from chamber.exporting import template_file
    from chamber.offices import sheets
    from chamber.offices.sheets import OfficeSheet
else:
    sheets = later("chamber.offices.sheets")
    templates = later("chamber.deliveries.template")
    template_file = later("chamber.exporting.template_file")


@office.command("template", help=N_("Show or change an office's sheet: its columns, their order and titles, the words"))
@argument("which", metavar="OFFICE")
@option(
    "--form", type=click.Choice(["weekly", "full"]), default="weekly", help=N_("The weekly form or the full ledger")
)
@option(
    "--show", "columns", flag_value="taken", help=N_("Show the columns and words as they are (and as they will be)")
)
@option("--columns", "columns", flag_value="all", help=N_("Show the columns that could be taken in, too"))
@option("--set", "file", metavar="FILE", help=N_("Read the template from a file that --export wrote and you changed"))
@option("--export", "export", metavar="FILE", help=N_("Write the template to a file: .xlsx, .csv or .json"))
@option("--copy-from", "other", metavar="OFFICE", help=N_("Take over another office's template"))
@option("--reset", is_flag=True, help=N_("Back to the official form"))
@option(
    "--add", "added", metavar="COLUMN", multiple=True, help=N_("Take a column in, by key or title; may be repeated")
)
@option("--remove", "removed", metavar="COLUMN", multiple=True, help=N_("Leave a column out; may be repeated"))
@option("--move", "moved", metavar="COLUMN=PLACE", multiple=True, help=N_("Put a column at a place, counted from 1"))
@option(
    "--rename", "renamed", metavar="COLUMN=TITLE", multiple=True, help=N_("Give a column a title; blank: the usual")
)
@option("--rename-en", "renamed_en", metavar="COLUMN=TITLE", multiple=True, help=N_("The same for English sheets"))
@option("--width", "widened", metavar="COLUMN=CHARACTERS", multiple=True, help=N_("How wide a column is; blank: usual"))
@option("--title", metavar="TEXT", help=N_("The line on top, such as {单位}招商线索第{期次}期; blank: the usual"))
@option("--line", metavar="TEXT", help=N_("The line with who reports, when and in which unit; blank: the usual"))
@option("--signature", metavar="TEXT", help=N_("Lines below the list, such as 签发人：  签收人："))
@option("--footer", metavar="TEXT", help=N_("What stands at the foot of every printed page; blank: the usual"))
@option("--words-en", is_flag=True, help=N_("The words given are those of English sheets"))
@json_option
@pass_session
def template(
    session: Session,
    which: str,
    form: str,
    columns: str | None,
    file: str | None,
    export: str | None,
    other: str | None,
    reset: bool,
    added: tuple[str, ...],
    removed: tuple[str, ...],
    moved: tuple[str, ...],
    renamed: tuple[str, ...],
    renamed_en: tuple[str, ...],
    widened: tuple[str, ...],
    title: str | None,
    line: str | None,
    signature: str | None,
    footer: str | None,
    words_en: bool,
    as_json: bool,
) -> None:
    if sum(map(bool, (file, other, reset))) > 1:
        raise Usage(N_("--set, --copy-from and --reset each start anew: give one of them."))
    ws = session.ws
    office_id = find_id(ws, "office", which)
    words = {"title": title, "line": line, "signature": signature, "footer": footer}
    gone: list[str] = []

    def start(sheet: OfficeSheet) -> Template:
        if reset:
            return templates.usual(form)
        if file:
            return sheets.read_from(sheet, Path(file))
        if other:
            copied, missing = sheets.copied(sheet, sheets.sheet_of(ws, find_id(ws, "office", other), form))
            gone.extend(missing)
            return copied
        return sheet.template

    def make(sheet: OfficeSheet) -> Template:
        made = start(sheet)
        for text in removed:
            made = made.leave_out(_taken(sheet, made, text))
        for text in added:
            made = made.take_in(sheet.key(text))
        for name, value in map(_pair, renamed):
            made = made.change(_taken(sheet, made, name), title=value)
        for name, value in map(_pair, renamed_en):
            made = made.change(_taken(sheet, made, name), english=value)
        for name, value in map(_pair, widened):
            made = made.change(_taken(sheet, made, name), width=template_file.width_of(name, value))
        for name, value in map(_pair, moved):
            made = made.move(_taken(sheet, made, name), _place(name, value, len(made.columns)))
        for word, said in words.items():
            if said is not None:
                made = made.say(word, "en" if words_en else "zh", said.replace("\\n", "\n"))
        return made

    changes = any((file, other, reset, added, removed, moved, renamed, renamed_en, widened)) or any(
        said is not None for said in words.values()
    )
    outcome = sheets.change(ws, office_id, form, make) if changes else None
    sheet = sheets.sheet_of(ws, office_id, form)
    written = str(sheets.write_to(sheet, Path(export))) if export else ""
    if as_json:
        document = sheet.to_json() | ({"path": written} if written else {})
        if columns == "all":
            document["offered"] = [{"key": one.key, "title": one.title} for one in sheet.left_out]
        emit(document | ({"action": outcome.action} if outcome else {}) | ({"not_given": gone} if gone else {}))
        return
    if written:
        data(written)
    if gone:
        say(_("Left out, as this office is not given them: {names}").format(names=listed(gone)))
    if outcome is not None:
        done(
            outcome,
            _("The sheet of {office} is changed; lists that were made stay as they are.").format(
                office=sheet.office.name
            ),
            False,
        )
    if columns or not (changes or written):
        _show(sheet, columns == "all")


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.replace("＝", "=").partition("=")
    if not mark:
        raise Usage(N_("Write it as COLUMN=VALUE: {text}"), text=text)
    return name.strip(), value.strip()


def _taken(sheet: OfficeSheet, made: Template, text: str) -> str:
    key = sheet.key(text)
    if made.at(key) < 0:
        raise Invalid({text: _("This column is not taken in.")})
    return key


def _place(name: str, text: str, count: int) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= count:
        raise Invalid({name: _("A place is a number from 1 to {count}.").format(count=count)})
    return int(text) - 1


def _show(sheet: OfficeSheet, everything: bool) -> None:
    rows = []
    for number, one in enumerate(sheet.columns, 1):
        who = _("office") if one.feedback else _("chamber")
        stays = _("must stay") if sheet.must_stay(one.key) else ""
        rows.append((str(number), one.key, one.title, templates.title_en(one), str(one.width), who, stays))
    if everything:
        rows += [
            ("-", one.key, one.title, templates.title_en(one), str(one.width), "", _("left out"))
            for one in sheet.left_out
        ]
    show_table([_("Place"), _("Key"), _("Title"), _("English title"), _("Width"), _("Filled in by"), ""], rows)
    for (word, lang), text in sorted(sheet.template.words.items()):
        label = _(templates.WORD_LABELS[word]) + (" (en)" if lang == "en" else "")
        data(f"{label}: {text}")
    withheld = [key for key in sheet.template.keys if key in sheet.withheld]
    if withheld:
        say(_("Left out, as this office is not given them: {names}").format(names=listed(withheld)))
    if sheet.template.is_official:
        say(_("This is the official form."))
