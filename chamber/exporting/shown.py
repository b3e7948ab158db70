"""A column of an export as finished text: what is stored again and again is made into text once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from chamber.fields import Kind, Link, Linked, LinkedText, Privacy, Text
from chamber.lists import ListColumn
from chamber.privacy.masking import is_free_text, masked
from chamber.reading import Made
from chamber.text.hidden_numbers import may_hold_numbers, without_numbers
from chamber.text.masks import mask_id_numbers
from chamber.text.values import Phone

_encode = json.JSONEncoder(ensure_ascii=False).encode


class ShownColumn(Made[str]):
    """The cells of one column, part by part.

    `names` are the columns it is read from. `finish` makes texts into what stands in the file (guarded cells, XML);
    `named` gives what a link is called, by entity and id. `masked` counts the cells whose contact data was hidden.
    `holds_words`: whether its first column is what somebody wrote, and is shown.
    """

    def __init__(
        self,
        one: ListColumn,
        with_contacts: bool,
        lang: str,
        finish: Callable[[Sequence[str]], list[str]],
        named: Callable[[str, int], str],
    ) -> None:
        super().__init__(self._shown)
        self.masked = 0
        # Of a link that is a text the text alone is shown.
        self.names = _names(one)[:1] if _is_plain(one.field.kind) else _names(one)
        self._field, self._kind = one.field, one.field.kind
        self._with_contacts = with_contacts
        self._is_free = is_free_text(one.field.kind)
        self._is_plain = _is_plain(one.field.kind)
        self._hides = one.field.privacy is Privacy.CONTACT and not with_contacts
        self.holds_words = self._is_free and not self._hides
        self._lang = lang
        self._finish = finish
        self._named = named
        self.links_to = one.field.kind.entity if isinstance(one.field.kind, Link) else ""
        self._hidden: set[Any] = set()

    def of(self, count: int, stored: Sequence[Sequence[Any] | None]) -> list[str]:
        """The finished texts. Texts without a number in them are finished all at once."""
        if self._is_plain and not self._hides and stored[0]:
            texts = [text or "" for text in stored[0]]
            # A character that stands in no number keeps the digits of two cells apart.
            if not self._is_free or not may_hold_numbers("\n甲\n".join(texts)):
                return self._finish(texts)
        return super().of(count, stored)

    def note(self, keys: Sequence[Any]) -> None:
        """Count what is hidden."""
        if self._hidden:
            self.masked += sum(map(self._hidden.__contains__, keys))

    def forget(self) -> None:
        super().forget()
        self._hidden.clear()

    def make_all(self, stored: Sequence[Sequence[Any]]) -> list[str]:
        return self._finish(list(map(self._shown, stored)))

    def _shown(self, stored: Sequence[Any]) -> str:
        if self._is_plain:
            return self._safe(stored, stored[0], stored[0] or "")
        value = self._load(stored)
        return self._safe(stored, value, self._kind.show(value, self._lang))

    def _load(self, stored: Sequence[Any]) -> Any:
        value = self._kind.load(stored)
        if isinstance(self._kind, Link) and value:
            return Linked(self._named(self._kind.entity, value.id), value.id)
        return value

    def _safe(self, stored: Sequence[Any], value: Any, text: str) -> str:
        """What may leave of a text."""
        if not text:
            return text
        if self._hides:
            self._hide(stored)
            return masked(self._field.name, text, value if _are_phones(value) else ())
        if not self._is_free:
            return text
        if self._with_contacts:
            return mask_id_numbers(text)
        safe = without_numbers(text)
        if safe != text:
            self._hide(stored)
        return safe

    def _hide(self, stored: Sequence[Any]) -> None:
        self._hidden.add(stored[0] if len(stored) == 1 else stored)


class JsonColumn(ShownColumn):
    """The same as the members of JSON objects, '' where there is nothing; what is hidden is text."""

    def __init__(self, one: ListColumn, with_contacts: bool, named: Callable[[str, int], str]) -> None:
        super().__init__(one, with_contacts, "zh", list, named)
        self._key = one.key
        self._is_plain = False
        self.names = _names(one)

    def _shown(self, stored: Sequence[Any]) -> str:
        value = self._load(stored)
        if self._kind.is_empty(value):
            return ""
        text = self._kind.show(value, "zh")
        safe = self._safe(stored, value, text)
        shown = self._kind.to_json(value) if safe == text else safe
        if isinstance(shown, str):
            return f'    "{self._key}": {_encode(shown)}'
        member = json.dumps({self._key: shown}, ensure_ascii=False, indent=2)[2:-2]
        return "  " + member.replace("\n", "\n  ")


def _names(one: ListColumn) -> tuple[str, ...]:
    prefix, dot, _name = one.key.rpartition(".")
    return tuple(f"{prefix}{dot}{name}" for name in one.field.columns)


def _is_plain(kind: Kind) -> bool:
    """Whether the first column is stored as it is shown, as most texts are."""
    own = type(kind)
    return own is LinkedText or (isinstance(kind, Text) and own.load is Kind.load and own.show is Kind.show)


def _are_phones(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Phone)
