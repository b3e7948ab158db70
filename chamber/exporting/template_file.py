"""The template of an office's sheet as a file: a table to change in Excel or WPS (a row a column, in their order), or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chamber.deliveries.layout import plain_title
from chamber.deliveries.offered import offered
from chamber.deliveries.template import LANGS, PLACEHOLDERS, WORD_LABELS, WORDS, Template, title_en
from chamber.errors import BadFile, ChamberError, Invalid
from chamber.exporting.csv_files import guard
from chamber.i18n import N_, _, both

if TYPE_CHECKING:
    from chamber.offices.sheets import OfficeSheet

FORMATS = (".xlsx", ".csv", ".json")
_HEADS = {
    "key": N_("Key of the column"),
    "usual": N_("In the official form"),
    "taken": N_("Taken in"),
    "title": N_("Own title"),
    "title_en": N_("Own English title"),
    "width": N_("Width of the column"),
    "remark": N_("Remark"),
}
_YES, _NO = N_("yes"), N_("no")
_TAKEN = {"是", "yes", "y", "1", "true", "x", "√", "✓", "取"}
_LEFT = {"", "否", "no", "n", "0", "false", "×", "不取"}
_WIDTHS = (18, 18, 8, 30, 30, 8, 60)


def content(sheet: OfficeSheet, suffix: str) -> bytes:
    """The bytes of the file. Raises `Invalid` for another kind of file."""
    if suffix == ".json":
        return json.dumps(sheet.to_json(), ensure_ascii=False, indent=2).encode()
    if suffix not in FORMATS:
        raise Invalid({"path": _("A template is an .xlsx, .csv or .json file.")})
    rows = [[_(head) for head in _HEADS.values()], *_words(sheet.template), *_columns(sheet)]
    return _csv(rows) if suffix == ".csv" else _xlsx(rows)


def _words(template: Template) -> list[list[str]]:
    braces = "".join(f"{{{name}}}" for name in PLACEHOLDERS)
    told = _("Blank: the usual words. These are filled in: {names}").format(names=braces)
    return [
        [word, _(WORD_LABELS[word]), "", *(template.words.get((word, lang), "") for lang in LANGS), "", told]
        for word in WORDS
    ]


def _columns(sheet: OfficeSheet) -> list[list[str]]:
    usual = offered(sheet.template.form)
    rows = []
    for taken, columns in ((_YES, sheet.columns), (_NO, sheet.left_out)):
        for one in columns:
            told = _("Must stay") if sheet.must_stay(one.key) else _("Filled in by the office") if one.feedback else ""
            rows.append([one.key, usual[one.key].title, _(taken), one.title, title_en(one), str(one.width), told])
    return rows


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([guard(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    page = book.add_worksheet(_("Template"))
    cell = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
    head = book.add_format(cell | {"bold": True, "bg_color": "#DDEBF7"})
    ours = book.add_format(cell | {"bg_color": "#F2F2F2", "num_format": "@"})
    open_ = book.add_format(cell | {"num_format": "@"})
    for index, width in enumerate(_WIDTHS):
        page.set_column(index, index, width)
    for number, row in enumerate(rows):
        for index, text in enumerate(row):
            look = head if number == 0 else open_ if 2 <= index <= 5 else ours
            page.write_string(number, index, text, look)
    choice = {"validate": "list", "source": [_(_YES), _(_NO)]}
    page.data_validation(1 + len(WORDS), 2, len(rows) - 1, 2, choice)
    page.freeze_panes(1, 2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()


def read(sheet: OfficeSheet, path: Path) -> Template:
    """The template a file says. Raises `BadFile`/`NotFound` for what is none, `Invalid` with the rows that are wrong."""
    if path.suffix.lower() == ".json":
        return _from_json(sheet, path)
    from chamber.deliveries.returned import text_of
    from chamber.importing.reading import read_workbook

    book = read_workbook(path)
    for page in book.sheets:
        rows = [[text_of(cell).strip() for cell in row] for row in page.rows]
        for number, row in enumerate(rows[:30]):
            at = _heads(row)
            if {"key", "taken"} <= at.keys():
                return _from_rows(sheet, at, rows[number + 1 :], number + 2)
    raise _no_template(path)


def _no_template(path: Path) -> BadFile:
    return BadFile(
        N_("{path} is no template of a sheet."),
        path=path.name,
        hint=N_("Write one to change with: chamber office template OFFICE --export FILE"),
    )


def _heads(row: Sequence[str]) -> dict[str, int]:
    names = {plain_title(name): key for key, head in _HEADS.items() for name in both(head)}
    return {names[plain_title(text)]: index for index, text in enumerate(row) if plain_title(text) in names}


def _from_rows(sheet: OfficeSheet, at: Mapping[str, int], rows: Sequence[Sequence[str]], first: int) -> Template:
    template = Template(sheet.template.form, ())
    wrong: dict[str, str] = {}
    for number, row in enumerate(rows, first):
        cell = {name: row[index] if index < len(row) else "" for name, index in at.items()}
        named = cell["key"] or cell.get("usual", "")
        try:
            if cell["key"] in WORDS:
                for lang, name in zip(LANGS, ("title", "title_en"), strict=True):
                    template = template.say(cell["key"], lang, cell.get(name, ""))
            elif named and _is_taken(cell["taken"]):
                template = _taken(sheet, template, named, cell)
        except ChamberError as error:
            wrong[_("Row {row}").format(row=number)] = (
                "; ".join(f"{name}: {why}" if name else why for name, why in error.fields.items())
                if isinstance(error, Invalid)
                else str(error)
            )
    if wrong:
        raise Invalid(wrong, N_("The sheet can't be like this."))
    return template


def _is_taken(text: str) -> bool:
    plain = text.strip().lower()
    if plain not in _TAKEN | _LEFT:
        raise Invalid({"": _("{text} is neither yes nor no.").format(text=text)})
    return plain in _TAKEN


def _taken(sheet: OfficeSheet, template: Template, named: str, cell: Mapping[str, str]) -> Template:
    key = sheet.key(named)
    if template.at(key) >= 0:
        raise Invalid({named: _("It stands there twice.")})
    template = template.take_in(key, len(template.columns))
    return template.change(
        key,
        title=cell.get("title", ""),
        english=cell.get("title_en", ""),
        width=width_of(named, cell.get("width", "")),
    )


def width_of(named: str, text: str) -> int:
    """A width as somebody wrote it, 0 for the usual one. Raises `Invalid`."""
    if not text.strip():
        return 0
    try:
        return round(float(text))
    except (ValueError, OverflowError) as error:
        raise Invalid({named: _("{text} is no width.").format(text=text)}) from error


def _from_json(sheet: OfficeSheet, path: Path) -> Template:
    from chamber.errors import NotFound

    try:
        data = json.loads(path.read_text("utf-8-sig"))
        form, columns, words = data.get("form", sheet.template.form), data["columns"], data.get("words", {})
        template = Template(form, ())
        for one in columns:
            template = _taken(sheet, template, str(one["key"]), _texts(one))
        for name, text in words.items():
            word, _dot, lang = name.partition(".")
            if word not in WORDS or lang not in LANGS:
                raise Invalid({name: _("There are no such words.")})
            template = template.say(word, lang, str(text))
    except FileNotFoundError as error:
        raise NotFound(N_("There is no file {path}."), path=path) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_template(path) from error
    if form != sheet.template.form:
        raise Invalid({"form": _("A template of the weekly form is none of the full ledger.")})
    return template


def _texts(one: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(one.get(name) or "") for name in ("title", "title_en", "width")}
