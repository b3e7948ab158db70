"""Fields that point at another record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from chamber.errors import Conflict, NotFound
from chamber.fields.base import Context, Kind
from chamber.fields.texts import plain
from chamber.i18n import N_
from chamber.text.values import Parsed, Problem


@dataclass(frozen=True, slots=True)
class Linked:
    """A name as written and, when it is known, the record it names. Two are the same when they name the same."""

    text: str
    id: int | None = None

    def __bool__(self) -> bool:
        return bool(self.text or self.id)

    def __str__(self) -> str:
        return self.text


class LinkedText(Kind):
    """A name that may or may not be a record of ours: the text is always kept, the link when it is certain."""

    suffixes: ClassVar[tuple[str, ...]] = ("", "_id")

    def __init__(self, entity: str) -> None:
        self.entity = entity

    def empty(self) -> Linked:
        return Linked("")

    def is_empty(self, value: Any) -> bool:
        return not value

    def parse(self, cell: object, context: Context) -> Parsed[Linked]:
        text = plain(cell)
        if not text or text in ("-", "暂无"):
            return Parsed(Linked(""))
        if context.resolve is not None:
            try:
                record_id, title = context.resolve(self.entity, text)
            except (NotFound, Conflict):
                return Parsed(Linked(text))
            return Parsed(Linked(title, record_id))
        return Parsed(Linked(text))

    def show(self, value: Any, lang: str = "zh") -> str:
        return value.text if value else ""

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (value.text or None, value.id) if value else (None, None)

    def dump_all(self, values: Sequence[Any]) -> Sequence[Sequence[Any]]:
        texts = [None if value is None else value.text or None for value in values]
        return texts, [None if value is None else value.id or None for value in values]

    def load(self, stored: Sequence[Any]) -> Linked:
        return Linked(stored[0] or "", stored[1])

    def to_json(self, value: Any) -> Any:
        return value.text if value else ""


class Link(Kind):
    """A record of ours that must exist, held as its id in `<name>_id` with its title beside it when read for show."""

    suffixes: ClassVar[tuple[str, ...]] = ("_id",)

    def __init__(self, entity: str) -> None:
        self.entity = entity

    def empty(self) -> Linked | None:
        return None

    def parse(self, cell: object, context: Context) -> Parsed[Linked]:
        text = plain(cell)
        if not text:
            return Parsed(None)
        if context.resolve is None:
            return Parsed(Linked(text))
        try:
            record_id, title = context.resolve(self.entity, text)
        except (NotFound, Conflict) as error:
            return Parsed(
                None, (Problem("link", N_("{text}: {reason}"), {"text": text, "reason": str(error)}, "doubt"),)
            )
        return Parsed(Linked(title, record_id))

    def show(self, value: Any, lang: str = "zh") -> str:
        return value.text if value else ""

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (value.id if value else None,)

    def load(self, stored: Sequence[Any]) -> Linked | None:
        return Linked("", stored[0]) if stored[0] is not None else None

    def to_json(self, value: Any) -> Any:
        return value.text if value else None

    def same(self, left: Any, right: Any) -> bool:
        return (left.id if left else None) == (right.id if right else None)
