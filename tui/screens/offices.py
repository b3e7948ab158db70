"""Offices: what each looks after, what it was sent, and the next list for it."""

from __future__ import annotations

from typing import Any

from chamber import records
from chamber.deliveries import service
from chamber.fields import Choice, Field, Text
from chamber.i18n import N_, _
from chamber.outcome import Outcome
from chamber.paths import data_folder
from chamber.workspace import Workspace
from tui.base import background, chamber_app, workspace
from tui.consents import open_masked
from tui.deliverywork import ask_known
from tui.feedback import start_feedback
from tui.forms import Form
from tui.screens.browse import BrowseScreen, open_form


class OfficesScreen(BrowseScreen):
    OFFERS = (*BrowseScreen.OFFERS, "deliver", "mark_sent", "masked", "read_feedback", "known", "sheet")
    SHOWS = ("office", "delivery", "lead", "consent")
    VIEW = "office"
    KEYS = ("name", "kind", "divisions", "rhythm", "deadline", "code")
    TITLE_OF_LIST = N_("Offices")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("deliver", "mark_sent", "masked", "known", "sheet"):
            return bool(self.list.record_id)
        return super().check_action(action, parameters)

    def action_deliver(self) -> None:
        ws, office_id = workspace(self), self.list.record_id
        open_form(self, lambda: delivery_form(ws, office_id))

    def action_masked(self) -> None:
        open_masked(self, self.list.record_id)

    def action_read_feedback(self) -> None:
        start_feedback(self)

    def action_known(self) -> None:
        ask_known(self, self.list.record_id)

    def action_sheet(self) -> None:
        from tui.screens.sheet_template import open_template

        open_template(self, self.list.record_id)

    def action_mark_sent(self) -> None:
        ws, office_id = workspace(self), self.list.record_id

        def said(outcome: Outcome) -> None:
            chamber_app(self).tell_done(_("Marked as sent: {number}").format(number=outcome.code), outcome, final=True)

        background(self, lambda: service.send(ws, newest_draft(ws, office_id)), said, group="send")


def newest_draft(ws: Workspace, office_id: int) -> int:
    """The office's draft. Raises `NotFound`."""
    from chamber.errors import NotFound
    from chamber.offices.service import detail

    drafts = [one.id for one in detail(ws, office_id).deliveries if one.status == "草稿"]
    if not drafts:
        raise NotFound(N_("There is no draft for this office."), hint=N_("F4 makes one."))
    return drafts[0]


def delivery_form(ws: Workspace, office_id: int, correction: int | None = None) -> Form:
    """Ask how, after telling what the list will hold. `correction`: the sent delivery that it corrects."""
    planned = service.draft(ws, office_id, correction=correction)
    with ws.read() as reader:
        office = records.get(reader, "office", office_id)
    modes = Choice({"增量": "what is new since the last list", "全量": "everything"})
    formats = Choice({name: name for name in service.FORMATS})
    title = _("List for {office}: {rows} rows, {new} new, {changed} changed, {masked} cells masked").format(
        office=office.name,
        rows=len(planned.rows),
        new=planned.count("新增"),
        changed=planned.count("变更"),
        masked=planned.masked,
    )
    fields = (
        *((Field("mode", modes, N_("What"), required=True),) if correction is None else ()),
        Field("format", formats, N_("File format"), required=True),
        Field("folder", Text(), N_("Folder"), required=True),
    )
    start = {
        "mode": planned.mode if planned.mode in modes.options else "增量",
        "format": office.file_format,
        "folder": str(lists_folder()),
    }

    def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
        from pathlib import Path

        folder = Path(values["folder"]).expanduser()
        folder.mkdir(parents=True, exist_ok=True)
        done = service.make_delivery(
            ws,
            office_id,
            full=values.get("mode") == "全量",
            file_format=values["format"],
            path=folder,
            correction=correction,
        )
        return Outcome(done.action, {"delivery": (done.id,)}, f"{done.number}  {done.path}")

    return Form(title, fields, save, _("List made:"), start)


def lists_folder() -> Any:
    """Where lists are put unless another folder is named: the user's documents, else the data folder."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else data_folder() / "lists"
