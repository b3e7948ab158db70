"""Who fits an invitation: everybody is ticked, Space or Enter takes a tick away, Ctrl+S invites."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from chamber.events.invitations import Candidate
from chamber.i18n import _
from tui.base import Dialog
from tui.widgets.bars import KeyBar
from tui.widgets.editors import ChoicesEditor


class Invite(Dialog[list[Candidate]]):
    """Gives the people who stayed ticked, None when left."""

    OFFERS = ("save", "cancel", "help")
    DEFAULT_CSS = """
    Invite > .dialog { max-width: 110; }
    Invite SelectionList { border: none; padding: 0; height: auto; max-height: 24; background: $surface; }
    Invite .count { color: $foreground-muted; }
    """

    def __init__(self, people: Sequence[Candidate]) -> None:
        super().__init__()
        self._people = list(people)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = _("Invite")
            yield Static(classes="count", markup=False)
            yield ChoicesEditor(
                *((_line(one), str(number), True) for number, one in enumerate(self._people)), compact=True
            )
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(ChoicesEditor).focus()
        self._count()

    def on_selection_list_selected_changed(self) -> None:
        self._count()

    def _count(self) -> None:
        chosen = len(self.query_one(ChoicesEditor).selected)
        said = _("{chosen} of {count} are ticked; Enter takes a tick away, Ctrl+S invites those who have one.")
        self.query_one(".count", Static).update(said.format(chosen=chosen, count=len(self._people)))

    def action_save(self) -> None:
        self.dismiss([self._people[int(number)] for number in sorted(self.query_one(ChoicesEditor).selected, key=int)])


def _line(one: Candidate) -> str:
    return "  ".join(filter(None, (one.name, one.title, one.unit, one.position)))
