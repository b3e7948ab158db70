"""What is done to the marked rows of a list: change a field, tags, export, invite, consents. Each is one action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from chamber import bulk
from chamber.entity import entity_of
from chamber.events import invitations
from chamber.exporting import tables
from chamber.fields import Choice, Choices, Field
from chamber.i18n import N_, _, listed, ngettext_
from chamber.outcome import Outcome
from chamber.progress import Progress
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.consents import open_consent
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.dialogs.working import Working

_CHANGE, _TAG, _UNTAG = N_("Change a field"), N_("Add a tag"), N_("Take a tag away")
_EXPORT, _EXPORT_OPEN = N_("Export, contact data masked"), N_("Export with contact data")
_INVITE = N_("Invite to an event")
_CONSENT = N_("Consent for an office")


class Many:
    """The records chosen in a list, and what a person does to them."""

    def __init__(self, screen: ChamberScreen, view: str, entity: str, ids: Sequence[int]) -> None:
        self.screen, self.view, self.entity, self.ids = screen, view, entity, tuple(ids)
        self.ws = workspace(screen)

    def ask(self) -> None:
        """Ask what to do."""
        todo: list[tuple[str, Callable[[], None]]] = [(_CHANGE, self._choose_field)]
        if "tags" in entity_of(self.entity).by_name:
            todo += [(_TAG, lambda: self._ask_tag(add=True)), (_UNTAG, lambda: self._ask_tag(add=False))]
        if self.view in tables.VIEWS.values():
            todo += [(_EXPORT, lambda: self._ask_path(False)), (_EXPORT_OPEN, lambda: self._ask_path(True))]
        if self.entity in ("enterprise", "person"):
            todo.append((_INVITE, self._choose_event))
        if self.entity == "person":
            todo.append((_CONSENT, lambda: open_consent(self.screen, *self.ids)))
        steps = dict(todo)
        title = _("{count} marked").format(count=f"{len(self.ids):,}")
        self._push(Choose(title, [(name, _(name)) for name in steps]), lambda name: steps[name]())

    def _push(self, dialog: Any, then: Callable[[Any], object]) -> None:
        """Show a dialog and go on with its answer unless it was left."""

        def answered(answer: Any) -> None:
            if answer:
                then(answer)

        self.screen.app.push_screen(dialog, answered)

    def _work(self, title: str, work: Callable[[Progress], Outcome], said: Callable[[Outcome], str]) -> None:
        def ended(outcome: Outcome | None) -> None:
            if outcome is not None:
                chamber_app(self.screen).tell_done(said(outcome), outcome)

        self.screen.app.push_screen(Working(title, work), ended)

    def _changed(self, outcome: Outcome) -> str:
        return _("{changed} of {found} changed.").format(
            changed=f"{bulk.count_of(outcome):,}", found=f"{len(self.ids):,}"
        )

    # A field

    def _choose_field(self) -> None:
        fields = {f"{owner}.{field.name}": field for owner, field in bulk.fields_for_many(self.entity)}
        options = [(key, _(field.label)) for key, field in fields.items()]
        self._push(Choose(_("Change which field?"), options), lambda key: self._ask_value(fields[key]))

    def _ask_value(self, field: Field) -> None:
        title = _(field.label)
        if isinstance(field.kind, Choice) and not isinstance(field.kind, Choices):
            options = [(value, value) for value in field.kind.options]
            self._push(Choose(title, options), lambda value: self._read(field, value))
            return
        hint = _("The new value for all of them; empty clears it.")
        dialog = AskText(title, "", hint)
        self.screen.app.push_screen(dialog, lambda text: self._read(field, text.strip()) if text is not None else None)

    def _read(self, field: Field, text: str) -> None:
        """Read the value before anything is asked, so that a slip costs nothing."""

        def read() -> dict[str, dict[str, Any]]:
            with self.ws.read() as reader:
                return bulk.read_many(self.ws, reader, self.entity, {field.name: text})

        background(self.screen, read, lambda values: self._confirm(field, text, values), group="many")

    def _confirm(self, field: Field, text: str, values: dict[str, dict[str, Any]]) -> None:
        question = ngettext_(
            "{label} of {count} record: {value}", "{label} of {count} records: {value}", len(self.ids)
        ).format(label=_(field.label), count=f"{len(self.ids):,}", value=text or _("(empty)"))

        def go(_yes: bool) -> None:
            self._work(
                _("Change"),
                lambda progress: bulk.edit_many(self.ws, self.entity, self.ids, values, progress),
                self._changed,
            )

        self._push(Confirm(question, _("Change"), hint=_("Ctrl+Z brings it back."), ready=True), go)

    # Tags

    def _ask_tag(self, *, add: bool) -> None:
        def go(text: str) -> None:
            tags = tuple(filter(None, (part.strip() for part in text.replace("、", ",").replace("，", ",").split(","))))
            given, taken = (tags, ()) if add else ((), tags)
            self._work(
                _(_TAG if add else _UNTAG),
                lambda progress: bulk.tag_many(self.ws, self.entity, self.ids, given, taken, progress),
                self._changed,
            )

        hint = ngettext_(
            "For {count} record; several with commas.", "For {count} records; several with commas.", len(self.ids)
        ).format(count=f"{len(self.ids):,}")
        self._push(AskText(_(_TAG if add else _UNTAG), "", hint), go)

    # A file

    def _ask_path(self, with_contacts: bool) -> None:
        what = next(name for name, view in tables.VIEWS.items() if view == self.view)
        start = str(tables.default_path(self.ws, what, "xlsx"))
        hint = _("The file to write: .xlsx, .csv or .json. The export is recorded.")

        def go(text: str) -> None:
            path = Path(text.strip()).expanduser()
            kind = path.suffix.lstrip(".").lower()

            def work(progress: Progress) -> tables.ExportDone:
                return tables.export_table(
                    self.ws,
                    what,
                    only=self.ids,
                    file_format=kind if kind in tables.FORMATS else "xlsx",
                    path=path,
                    with_contacts=with_contacts,
                    progress=progress,
                )

            self._push(Working(_("Export"), work), self._written)

        self._push(AskText(_(_EXPORT_OPEN if with_contacts else _EXPORT), start, hint), go)

    def _written(self, done: tables.ExportDone) -> None:
        lines = [
            ngettext_("{rows} row written.", "{rows} rows written.", done.rows).format(rows=f"{done.rows:,}")
            + f" {done.path}"
        ]
        if done.masked:
            lines.append(
                ngettext_(
                    "{count} cell with contact data is masked.",
                    "{count} cells with contact data are masked.",
                    done.masked,
                ).format(count=f"{done.masked:,}")
            )
        self.screen.notify("\n".join(lines), markup=False)

    # An event

    def _choose_event(self) -> None:
        def choose(events: Sequence[tuple[int, str]]) -> None:
            if not events:
                self.screen.notify(_("No event is coming. File one first (3, then Ctrl+N)."), severity="warning")
                return
            options = [(str(event_id), name) for event_id, name in events]
            self._push(Choose(_(_INVITE), options), lambda event: self._find_people(int(event)))

        background(self.screen, lambda: invitations.coming(self.ws), choose, group="many")

    def _find_people(self, event_id: int) -> None:
        ids = self.ids
        people = invitations.Wanted(people=ids) if self.entity == "person" else invitations.Wanted(enterprises=ids)

        def ask(found: Sequence[invitations.Candidate]) -> None:
            if not found:
                self.screen.notify(
                    _(
                        "Nobody to invite: they are on the list, have no contact on file, or don't want to be contacted."
                    ),
                    severity="warning",
                )
                return
            question = ngettext_("Invite {count} person?", "Invite {count} people?", len(found)).format(
                count=f"{len(found):,}"
            )
            names = listed(one.name for one in found[:6]) + (" .." if len(found) > 6 else "")

            def go(_yes: bool) -> None:
                self._work(
                    _(_INVITE),
                    lambda progress: invitations.invite(self.ws, event_id, found, progress),
                    lambda _outcome: _("Invited: {count}").format(count=f"{len(found):,}"),
                )

            self._push(Confirm(question, _("Invite"), hint=names, ready=True), go)

        background(self.screen, lambda: invitations.candidates(self.ws, event_id, people), ask, group="many")
