"""Plain tables of every kind of record: masked unless contact data is asked for, 政治面貌 and notes never."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import IO, Any

from chamber import lists
from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.exporting.csv_files import guarded, write_csv
from chamber.exporting.files import new_file
from chamber.exporting.placing import put_right
from chamber.exporting.shown import JsonColumn, ShownColumn
from chamber.fields import Privacy
from chamber.filtering import read
from chamber.filters.given import where
from chamber.i18n import N_, _, language
from chamber.leads.record import INTERNAL
from chamber.lists import Condition, ListColumn
from chamber.narrowing import ALL, widened
from chamber.progress import Progress, unheard
from chamber.reading import PART
from chamber.text.hidden_names import Names, may_be_named
from chamber.text.hidden_numbers import without_numbers
from chamber.workspace import Reader, Workspace
from db.queries import lists as store
from db.queries import lookup

FORMATS = ("xlsx", "csv", "json")
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
    target = _target(path, ws, what, file_format)
    put_right(ws)
    with new_file(target) as file:
        with ws.read() as reader:
            reader.hold_little()
            chosen = [Condition("id", "in", list(only))] if only is not None else []
            found = widened(reader, lists.entity_name(view), read(ws, view, words).conditions, ALL) or ()
            asked = [*where(ws, reader, view, pairs), *found]
            ids = store.ids(reader, view, [*chosen, *asked, *_always(view)], lists.default_order(view))
            columns = [one for one in lists.all_columns(view) if one.field.privacy is not Privacy.SECRET]
            table = _Table(reader, view, ids, columns, with_contacts, progress)
            _write(table, file_format, encoding, raw, file.out)
        digest = file.sha256()
        entry = {
            "by": ws.user,
            "kind": view,
            "conditions": json.dumps([*pairs, *([words] if words else [])], ensure_ascii=False),
            "fields": json.dumps([one.key for one in columns]),
            "record_ids": _listed(ids),
            "rows": len(ids),
            "with_contacts": with_contacts,
            "file_name": target.name,
            "sha256": digest,
        }
        named = entity_of(lists.entity_name(view)).name
        with ws.write("export", N_("export {what}: {rows} rows"), what=named, rows=len(ids)) as writer:
            writer.insert("export_log", [{"at": writer.head.at, **entry}])
            file.promise(writer, ws)
            action = writer.action_id
        file.place()
    return ExportDone(action, str(target), len(ids), table.masked, digest)


_AT_ONCE = 10_000


def _listed(ids: Sequence[int]) -> str:
    """As JSON, some at a time: whoever makes a million into text in one go holds the interpreter meanwhile, and no key is
    answered."""
    parts = [", ".join(map(str, ids[start : start + _AT_ONCE])) for start in range(0, len(ids), _AT_ONCE)]
    return f"[{', '.join(parts)}]"


def _always(view: str) -> tuple[Condition, ...]:
    """Internal leads never leave."""
    return (Condition("confidentiality", "!=", INTERNAL),) if view == "lead" else ()


class _Table:
    """What is exported: its columns, and its rows part by part, contact data masked unless it was asked for."""

    def __init__(
        self,
        reader: Reader,
        view: str,
        ids: Sequence[int],
        columns: Sequence[ListColumn],
        with_contacts: bool,
        progress: Progress,
    ) -> None:
        self.columns = columns
        self.masked = 0
        self.view = view
        self._reader = reader
        self._ids = ids
        self._with_contacts = with_contacts
        self._progress = progress
        self._names: dict[tuple[str, int], str] = {}
        # The contact of a lead is masked, so the texts of the lead may not tell the name.
        self._telling = ("contact", "investor") if view == "lead" and not with_contacts else ()
        self._unnamed = 0

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def titles(self) -> list[str]:
        return [one.label for one in self.columns]

    def shown(self, finish: Callable[[Sequence[str]], list[str]]) -> list[ShownColumn]:
        return [ShownColumn(one, self._with_contacts, language(), finish, self._named) for one in self.columns]

    def as_json(self) -> list[ShownColumn]:
        return [JsonColumn(one, self._with_contacts, self._named) for one in self.columns]

    def _named(self, entity: str, row_id: int) -> str:
        return self._names.get((entity, row_id), "")

    def _name(self, columns: Sequence[ShownColumn], stored: Sequence[Sequence[Any] | None]) -> None:
        """Read what the links of some rows lead to: its code, its name where it has none."""
        for one, ids in zip(columns, stored, strict=True):
            if not (entity := one.links_to):
                continue
            wanted = sorted({row_id for row_id in ids or () if row_id and (entity, row_id) not in self._names})
            if wanted:
                described = entity_of(entity)
                names = lookup.titles_of(self._reader, entity, described.code or described.title, wanted)
                self._names |= {(entity, row_id): name for row_id, name in names.items()}

    def parts(self, shown: Sequence[ShownColumn]) -> Iterator[list[list[str]]]:
        """Some rows at a time: the finished texts of each column."""
        names = [*self._telling, *(name for one in shown for name in one.names)]
        coming = store.by_column(self._reader, self.view, names, self._ids, PART)
        for start, (count, stored) in zip(range(0, len(self._ids), PART), coming, strict=True):
            self._progress(N_("Writing"), start, len(self._ids))
            told, stored = stored[: len(self._telling)], stored[len(self._telling) :]
            self._name([one for one in shown for _name in one.names], stored)
            values = iter(self._without_names(shown, told, stored) if told and told[0] else stored)
            yield [one.of(count, [next(values) for _name in one.names]) for one in shown]
        self._progress(N_("Writing"), len(self._ids), len(self._ids))
        self.masked = sum(one.masked for one in shown) + self._unnamed

    def _without_names(
        self,
        shown: Sequence[ShownColumn],
        told: Sequence[Sequence[Any] | None],
        stored: Sequence[Sequence[Any] | None],
    ) -> list[Sequence[Any] | None]:
        """The stored values of some leads, with the name of each one's contact masked in its texts."""
        contacts, firms = told[0] or (), told[1] or ("",) * len(told[0] or ())
        values = list(stored)
        places = [at for one, at in zip(shown, _starts(shown), strict=True) if one.holds_words and values[at]]
        columns = [[text or "" for text in values[at] or ()] for at in places]
        changed: dict[int, list[Any]] = {}
        # All the texts of a lead at once first: in most there is no name.
        for row, (contact, whole) in enumerate(zip(contacts, map("\n".join, zip(*columns, strict=True)), strict=False)):
            if not contact or not may_be_named(contact, whole):
                continue
            names = Names(contact, firms[row] or "")
            for at, column in zip(places, columns, strict=True):
                hidden = names.hide(column[row])
                if hidden != column[row]:
                    if at not in changed:
                        changed[at] = list(values[at] or ())
                    changed[at][row] = hidden
                    # A cell in which a number is hidden besides is counted where that is done.
                    self._unnamed += without_numbers(hidden) == hidden
        for at, texts in changed.items():
            values[at] = texts
        return values


def _starts(shown: Sequence[ShownColumn]) -> list[int]:
    """The place of the first stored column of each."""
    return [0, *accumulate(len(one.names) for one in shown[:-1])] if shown else []


def _write(table: _Table, file_format: str, encoding: str, raw: bool, out: IO[bytes]) -> None:
    if file_format == "csv":
        parts = table.parts(table.shown(list if raw else guarded))
        write_csv(out, table.titles, parts, encoding)
    elif file_format == "json":
        _write_json(table, out)
    else:
        from chamber.exporting.table_xlsx import write_xlsx

        name = _(entity_of(lists.entity_name(table.view)).plural)[:31]
        titles = [(one.label, max(one.width, 8)) for one in table.columns]
        write_xlsx(name, titles, len(table), lambda finish: table.parts(table.shown(finish)), out)


def _write_json(table: _Table, out: IO[bytes]) -> None:
    """Rows as JSON with the names of DOMAIN.md."""
    before = "[\n"
    for part in table.parts(table.as_json()):
        for row in zip(*part, strict=True):
            members = ",\n".join(filter(None, row))
            out.write(f"{before}  {{\n{members}\n  }}".encode() if members else f"{before}  {{}}".encode())
            before = ",\n"
    out.write(b"[]" if before == "[\n" else b"\n]")


def default_path(ws: Workspace, what: str, file_format: str) -> Path:
    """The file that is written unless another is named."""
    name = f"{_(entity_of(lists.entity_name(VIEWS[what])).plural)}_{ws.today.isoformat()}.{file_format}"
    return Path.cwd() / name


def _target(path: Path | None, ws: Workspace, what: str, file_format: str) -> Path:
    default = default_path(ws, what, file_format)
    if path is None:
        return default
    return path / default.name if path.is_dir() else path
