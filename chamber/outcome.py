"""What a use case did: enough for a front end to say it, refresh what shows it, and offer the undo."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chamber.text.values import Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """`action` is the journal's id of what was done (None when nothing changed); `changed` entity → ids."""

    action: int | None
    changed: dict[str, tuple[int, ...]] = field(default_factory=dict)
    code: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def id(self) -> int:
        """The id of the one record it was about."""
        return next((ids[0] for ids in self.changed.values() if ids), 0)
