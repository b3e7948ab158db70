"""Changing the template of an office's sheet: each change is one action, refused as a whole when one part of it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chamber.deliveries.drafting import template_of, withheld_from
from chamber.deliveries.layout import SheetColumn, plain_title
from chamber.deliveries.offered import REQUIRED, key_of, offered
from chamber.deliveries.template import FORMS, Template, refusals, title_en, usual
from chamber.errors import Invalid, NotAllowed
from chamber.i18n import N_, _
from chamber.offices.officers import not_for_officers
from chamber.offices.record import Office
from chamber.outcome import Outcome
from chamber.records import get
from chamber.workspace import Reader, Workspace
from db.queries import offices as store


@dataclass(frozen=True, slots=True)
class OfficeSheet:
    """The template of an office's sheet in one form, and what the office is not given at all."""

    office: Office
    template: Template
    withheld: frozenset[str]

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        """The columns of its next sheet."""
        return self.template.sheet_columns(self.withheld)

    @property
    def left_out(self) -> tuple[SheetColumn, ...]:
        """The columns that could be taken in."""
        columns = offered(self.template.form).values()
        return tuple(one for one in columns if one.key not in self.template.keys and one.key not in self.withheld)

    def must_stay(self, key: str) -> bool:
        return key in REQUIRED and key not in self.withheld

    def key(self, text: str) -> str:
        """The column a person names by its key or title. Raises `Invalid`."""
        return key_of(self.template.form, text, {plain_title(one.title): one.key for one in self.columns})

    def to_json(self) -> dict[str, Any]:
        words = self.template.words
        return {
            "office": self.office.name,
            "form": self.template.form,
            "official": self.template.is_official,
            "columns": [
                {
                    "key": column.key,
                    "title": column.title,
                    "title_en": title_en(column),
                    "width": column.width,
                    "feedback": column.feedback,
                }
                for column in self.columns
            ],
            "words": {f"{word}.{lang}": text for (word, lang), text in words.items()},
            "withheld": sorted(key for key in self.template.keys if key in self.withheld),
        }


def sheet_of(ws: Workspace, office_id: int, form: str = "weekly") -> OfficeSheet:
    """The template of an office's sheet. Raises `NotFound`, and `NotAllowed` for a liaison officer."""
    if ws.officer is not None:
        raise not_for_officers(ws.officer)
    with ws.read() as reader:
        return _sheet(reader, office_id, form)


def _sheet(reader: Reader, office_id: int, form: str) -> OfficeSheet:
    if form not in FORMS:
        raise Invalid({"form": _("There is no form {name}.").format(name=form)})
    office: Office = get(reader, "office", office_id)
    return OfficeSheet(office, template_of(reader, office_id, form), withheld_from(office))


def checked(sheet: OfficeSheet, template: Template) -> Template:
    """The template as it may be kept. Raises `Invalid` with all that is wrong with it."""
    found = refusals(template, sheet.withheld, sheet.template)
    if found:
        raise Invalid(found, N_("The sheet can't be like this."))
    return template


def keep(ws: Workspace, office_id: int, template: Template) -> Outcome:
    """Give an office's sheet this template; lists that were made stay as they are. Raises `Invalid`, `NotAllowed`."""
    return change(ws, office_id, template.form, lambda _sheet: template)


def change(ws: Workspace, office_id: int, form: str, make: Callable[[OfficeSheet], Template]) -> Outcome:
    """Change a template: `make` gives the new one of what is there. Raises `Invalid`, `NotFound`, `NotAllowed`."""
    before = sheet_of(ws, office_id, form)
    with ws.write("template", N_("change the sheet of {office}"), office=before.office.name) as writer:
        sheet = _sheet(writer, office_id, form)
        wanted = checked(sheet, make(sheet))
        known = store.template(writer, office_id, form)
        if wanted == sheet.template:
            changed: list[int] = []
        elif wanted.is_official:
            changed = writer.delete("sheet_template", [known[0]] if known else [])
        elif known:
            changed = writer.update("sheet_template", [(known[0], {"template": wanted.dump()})])
        else:
            row = {"office_id": office_id, "form": form, "template": wanted.dump()}
            changed = writer.insert("sheet_template", [row])
        touched = {"sheet_template": tuple(changed), "office": (office_id,)}
        return Outcome(writer.action_id if changed else None, touched, sheet.office.code)


def reset(ws: Workspace, office_id: int, form: str = "weekly") -> Outcome:
    """The official form again."""
    return keep(ws, office_id, usual(form))


def copied(sheet: OfficeSheet, other: OfficeSheet) -> tuple[Template, tuple[str, ...]]:
    """Another office's template for this one, and the titles of the columns it can't have, as it is not given them.

    Raises `NotAllowed` when that is a template of another form.
    """
    if other.template.form != sheet.template.form:
        raise NotAllowed(N_("A template of the weekly form is none of the full ledger."))
    kept = tuple(one for one in other.template.columns if one.key not in sheet.withheld)
    gone = tuple(one.title for one in other.columns if one.key in sheet.withheld)
    missing = [key for key in REQUIRED if key not in {one.key for one in kept} and sheet.must_stay(key)]
    template = replace(other.template, columns=kept)
    for key in missing:
        template = template.take_in(key)
    return template, gone


def write_to(sheet: OfficeSheet, path: Path) -> Path:
    """Write a template to a file to be changed in a spreadsheet (xlsx, csv) or as JSON. Raises `BadFile`, `Invalid`."""
    from chamber.exporting.files import write_file
    from chamber.exporting.template_file import content

    if path.is_dir():
        path = path / f"{_('Sheet of {office}').format(office=sheet.office.name)}_{sheet.template.form}.xlsx"
    write_file(path, content(sheet, path.suffix.lower()))
    return path


def read_from(sheet: OfficeSheet, path: Path) -> Template:
    """The template in a file that `write_to` wrote and a person changed. Raises `BadFile`, `Invalid`."""
    from chamber.exporting.template_file import read

    return read(sheet, path)
