"""How a list for an office is asked for: what it holds, which form, which file, with which password."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chamber import records
from chamber.deliveries import service
from chamber.deliveries.layout import Layout
from chamber.errors import Invalid
from chamber.fields import Choice, Field, Flag, Password, Text
from chamber.i18n import N_, _, listed, ngettext_
from chamber.offices import desk
from chamber.outcome import Outcome
from chamber.paths import data_folder
from chamber.progress import Progress, unheard
from chamber.workspace import Workspace
from tui.forms import Form
from tui.screens.cells import LABELS

_MODES = {"增量": "what is new since the last list", "全量": "everything"}
_FORMS = {"周报": "weekly form", "台账": "full ledger"}
_FULL = "台账"
_GB = "csv (GB18030)"
_FORMATS = {name: name for name in ("xlsx", "csv", _GB, "json")}
_LANGUAGES = {"中文": "Chinese", "英文": "English"}


def delivery_form(ws: Workspace, office_id: int, correction: int | None = None) -> Form:
    """Ask how, after telling what the list will hold. `correction`: the sent delivery that it corrects."""
    planned = service.draft(ws, office_id, correction=correction)
    with ws.read() as reader:
        office = records.get(reader, "office", office_id)
        corrected = records.get(reader, "delivery", correction) if correction is not None else None
    counts = [f"{_(label)} {count}" for mark, label in LABELS.items() if (count := planned.count(mark))]
    title = ngettext_(
        "{office}: {rows} row ({counts}), {masked} masked",
        "{office}: {rows} rows ({counts}), {masked} masked",
        len(planned.rows),
    ).format(
        office=office.name,
        rows=f"{len(planned.rows):,}",
        counts=listed(counts) or "-",
        masked=f"{planned.masked:,}",
    )
    letter = Field("letter", Flag(), N_("Cover letter"))
    fields = (*_fields(with_mode=correction is None), letter, _FOLDER)
    start = _start(office.file_format) | {"mode": planned.mode if planned.mode in _MODES else "增量", "letter": "否"}
    if corrected is not None and corrected.layout and Layout.load(corrected.layout).form == "full":
        start["form"] = _FULL

    def make(ws: Workspace, values: dict[str, Any], progress: Progress = unheard) -> Outcome:
        how = _how(values)
        done = service.make_delivery(ws, office_id, correction=correction, progress=progress, **how)
        paths = [done.path]
        if values.get("letter"):
            from chamber.deliveries.letter import write_letter

            paths.append(str(write_letter(ws, done.id, how["path"])))
        return Outcome(done.action, {"delivery": (done.id,)}, "  ".join([done.number, *paths]))

    return Form(title, fields, make, _("List made:"), start, at_length=make)


def own_list_form(_ws: Workspace) -> Form:
    """How a liaison officer wants the list."""

    def take(ws: Workspace, values: dict[str, Any], progress: Progress = unheard) -> Outcome:
        done = desk.take_list(ws, progress=progress, **_how(values))
        return Outcome(done.action, {"delivery": (done.id,), "lead": ()}, f"{done.number}  {done.path}")

    fields = (*_fields(with_mode=True), _FOLDER)
    start = _start("xlsx") | {"mode": "增量"}
    return Form(_("Take the list"), fields, take, _("List made:"), start, at_length=take)


_FOLDER = Field("folder", Text(), N_("Folder"), required=True)


def _fields(*, with_mode: bool) -> tuple[Field, ...]:
    return (
        *((Field("mode", Choice(_MODES), N_("What"), required=True),) if with_mode else ()),
        Field("form", Choice(_FORMS), N_("Form of the list"), required=True),
        Field("format", Choice(_FORMATS), N_("File format"), required=True),
        Field("lang", Choice(_LANGUAGES), N_("Language of the sheet"), required=True),
        Field("summary", Flag(), N_("Summary sheet"), help=N_("in an xlsx: figures by stage, place and industry")),
        Field("password", Password(), N_("Password"), help=N_("empty: none; only an xlsx can have one")),
        Field("again", Password(), N_("Password again")),
    )


def _start(file_format: str) -> dict[str, str]:
    return {
        "form": "周报",
        "format": file_format or "xlsx",
        "lang": "中文",
        "summary": "是",
        "folder": str(lists_folder()),
    }


def _how(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in, as making a list is asked. Raises `Invalid` when the passwords differ."""
    if values.get("password", "") != values.get("again", ""):
        raise Invalid({"again": _("The two passwords are not the same.")})
    folder = Path(values["folder"]).expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    chosen = values["format"]
    return {
        "full": values.get("mode") == "全量",
        "form": "full" if values["form"] == _FULL else "weekly",
        "file_format": "csv" if chosen == _GB else chosen,
        "encoding": "gb18030" if chosen == _GB else "utf-8-sig",
        "lang": "en" if values["lang"] == "英文" else "zh",
        "password": values.get("password") or None,
        "summary": bool(values.get("summary")),
        "path": folder,
    }


def lists_folder() -> Path:
    """Where lists are put unless another folder is named: the user's documents, else the data folder."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else data_folder() / "lists"
