"""Plain tables of every kind of record: masked unless contact data is asked for, 政治面貌 and notes never."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chamber import lists
from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.exporting.csv_files import table_csv
from chamber.exporting.files import write_file
from chamber.fields import LinkedText, Privacy, Rows, Tags, Text
from chamber.filtering import read
from chamber.i18n import N_, _, language
from chamber.lists import Condition, ListColumn
from chamber.privacy.masking import masked, without_numbers
from chamber.progress import Progress, unheard
from chamber.text.masks import mask_id_numbers
from chamber.text.values import Phone
from chamber.workspace import Reader, Workspace
from db.queries import lists as store

FORMATS = ("xlsx", "csv", "json")
# Kinds that hold what somebody wrote, and so perhaps a number.
_FREE = (Text, LinkedText, Rows, Tags)
# What the command line calls it → view of the lists.
VIEWS = {
    "members": "member",
    "enterprises": "enterprise",
    "contacts": "person",
    "events": "event",
    "attendance": "attendance",
    "leads": "lead",
    "offices": "office",
    "policies": "policy",
}


@dataclass(frozen=True, slots=True)
class ExportDone:
    """A plain export: how many rows, where, and how many cells were masked."""

    action: int | None
    path: str
    rows: int
    masked: int
    sha256: str

    def to_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "rows": self.rows,
            "masked": self.masked,
            "sha256": self.sha256,
            "action": self.action,
        }


def export_table(
    ws: Workspace,
    what: str,
    *,
    pairs: Sequence[str] = (),
    words: str = "",
    only: Sequence[int] | None = None,
    progress: Progress = unheard,
    file_format: str = "xlsx",
    path: Path | None = None,
    encoding: str = "utf-8-sig",
    with_contacts: bool = False,
    raw: bool = False,
) -> ExportDone:
    """Write records as a table and keep a record of it: who took which fields of which rows.

    `pairs` are `FIELD=VALUE` filters, `words` a filter in words, `only` the ids of records that were chosen. Raises `Invalid` for an unknown kind, format or field, `BadFile` when the file
    can't be written.
    """
    if what not in VIEWS:
        raise Invalid({"what": _("There is nothing to export called {name}.").format(name=what)})
    if file_format not in FORMATS:
        raise Invalid({"as": _("There is no format {name}.").format(name=file_format)})
    view = VIEWS[what]
    with ws.read() as reader:
        chosen = [Condition("id", "in", list(only))] if only is not None else []
        asked = [*lists.where(ws, reader, view, pairs), *read(ws, view, words).conditions]
        conditions = [*chosen, *asked, *_always(view)]
        ids = store.ids(reader, view, conditions, lists.default_order(view))
        columns = [one for one in lists.all_columns(view) if one.field.privacy is not Privacy.SECRET]
        table = _Table(reader, view, columns, with_contacts, progress)
        content = _content(table, ids, file_format, encoding, raw, what)
    target = _target(path, ws, what, file_format)
    digest = hashlib.sha256(content).hexdigest()
    with ws.write(
        "export", N_("export {what}: {rows} rows"), what=entity_of(lists.entity_name(view)).name, rows=len(ids)
    ) as writer:
        writer.insert(
            "export_log",
            [
                {
                    "at": writer.head.at,
                    "by": ws.user,
                    "kind": view,
                    "conditions": json.dumps([*pairs, *([words] if words else [])], ensure_ascii=False),
                    "fields": json.dumps([one.key for one in columns]),
                    "record_ids": json.dumps(list(ids)),
                    "rows": len(ids),
                    "with_contacts": with_contacts,
                    "file_name": target.name,
                    "sha256": digest,
                }
            ],
        )
        write_file(target, content)
        action = writer.action_id
    return ExportDone(action, str(target), len(ids), table.masked, digest)


def _always(view: str) -> tuple[Condition, ...]:
    """Internal leads never leave."""
    return (Condition("confidentiality", "!=", "内部"),) if view == "lead" else ()


class _Table:
    """The rows of an export as text, contact data masked unless it was asked for."""

    def __init__(
        self, reader: Reader, view: str, columns: Sequence[ListColumn], with_contacts: bool, progress: Progress
    ) -> None:
        self.reader = reader
        self.view = view
        self.columns = columns
        self.with_contacts = with_contacts
        self.masked = 0
        self._progress = progress

    @property
    def titles(self) -> list[str]:
        return [one.label for one in self.columns]

    def rows(self, ids: Sequence[int]) -> Iterator[list[str]]:
        lang = language()
        for start in range(0, len(ids), 1_000):
            self._progress(N_("Writing"), start, len(ids))
            for row in store.rows(self.reader, self.view, ids[start : start + 1_000]):
                yield [self._cell(row, one, lang) for one in self.columns]

    def _value(self, row: dict[str, Any], one: ListColumn) -> Any:
        prefix = one.key.rpartition(".")[0]
        return one.field.kind.load([row.get(f"{prefix}.{name}" if prefix else name) for name in one.field.columns])

    def _hides(self, one: ListColumn) -> bool:
        return one.field.privacy is Privacy.CONTACT and not self.with_contacts

    def _cell(self, row: dict[str, Any], one: ListColumn, lang: str) -> str:
        value = self._value(row, one)
        text = one.field.kind.show(value, lang)
        if self.with_contacts:
            return mask_id_numbers(text) if isinstance(one.field.kind, _FREE) else text
        if not text:
            return text
        if self._hides(one):
            self.masked += 1
            return masked(one.field.name, text, value if _are_phones(value) else ())
        hidden = without_numbers(text) if isinstance(one.field.kind, _FREE) else text
        self.masked += hidden != text
        return hidden

    def json_rows(self, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
        """Rows as JSON with the names of DOMAIN.md; what is masked is text."""
        for start in range(0, len(ids), 1_000):
            for row in store.rows(self.reader, self.view, ids[start : start + 1_000]):
                shown: dict[str, Any] = {}
                for one in self.columns:
                    value = self._value(row, one)
                    if one.field.kind.is_empty(value):
                        continue
                    safe = self._hides(one) or isinstance(one.field.kind, _FREE)
                    plain = one.field.kind.to_json(value)
                    cell = self._cell(row, one, "zh") if safe else ""
                    shown[one.key] = cell if safe and cell != one.field.kind.show(value, "zh") else plain
                yield shown


def _are_phones(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Phone)


def _content(table: _Table, ids: Sequence[int], file_format: str, encoding: str, raw: bool, what: str) -> bytes:
    if file_format == "csv":
        return table_csv(table.titles, table.rows(ids), encoding, raw=raw)
    if file_format == "json":
        return json.dumps(list(table.json_rows(ids)), ensure_ascii=False, indent=2).encode()
    return _xlsx(table, ids, what)


def _xlsx(table: _Table, ids: Sequence[int], what: str) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True},
    )
    sheet = book.add_worksheet(_(entity_of(lists.entity_name(VIEWS[what])).plural)[:31])
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "vcenter"})
    cell = book.add_format({"num_format": "@", "valign": "vcenter"})
    for index, one in enumerate(table.columns):
        sheet.set_column(index, index, max(one.width, 8))
        sheet.write_string(0, index, one.label, head)
    last = 0
    for last, cells in enumerate(table.rows(ids), 1):
        for index, text in enumerate(cells):
            if text:
                sheet.write_string(last, index, text, cell)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(last, 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return buffer.getvalue()


def default_path(ws: Workspace, what: str, file_format: str) -> Path:
    """The file that is written unless another is named."""
    name = f"{_(entity_of(lists.entity_name(VIEWS[what])).plural)}_{ws.today.isoformat()}.{file_format}"
    return Path.cwd() / name


def _target(path: Path | None, ws: Workspace, what: str, file_format: str) -> Path:
    default = default_path(ws, what, file_format)
    if path is None:
        return default
    return path / default.name if path.is_dir() else path
