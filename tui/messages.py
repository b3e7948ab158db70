"""What happened, said to whoever shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widget import Widget


@dataclass
class RecordHighlighted(Message):
    """The cursor of a list rests on another record; `record_id` 0 when the list is empty."""

    sender: Widget
    entity: str
    record_id: int

    @property
    def control(self) -> Widget:
        return self.sender


@dataclass
class RecordChosen(Message):
    """A record was asked for by Enter, double click or a link."""

    sender: Widget
    entity: str
    record_id: int

    @property
    def control(self) -> Widget:
        return self.sender


@dataclass
class TypedAhead(Message):
    """Somebody typed a character while the list, or what stands beside it, had the focus."""

    sender: Widget
    text: str

    @property
    def control(self) -> Widget:
        return self.sender


def typed_ahead(widget: Widget, event: events.Key) -> None:
    """Say that a character was typed that is no command of the screen or the program."""
    taken = {key for node in (widget.screen, widget.app) for key in node._bindings.key_to_bindings}
    if event.character and event.is_printable and event.character.strip() and event.key not in taken:
        event.stop()
        widget.post_message(TypedAhead(widget, event.character))


@dataclass
class DivisionChosen(Message):
    """A home city was chosen in the tree: a code, '' for everyone, None for those whose home is not known."""

    code: str | None


@dataclass(frozen=True)
class Notice:
    """What the line above the keys says for a while; `severity` as Textual names it."""

    text: str
    severity: str


Changed = Mapping[str, Sequence[int]]
"""Entity → ids that an action changed."""
