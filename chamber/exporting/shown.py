"""A column of an export as finished text: what is stored again and again is made into text once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from chamber.fields import Kind, LinkedText, Privacy, Rows, Tags, Text
from chamber.lists import ListColumn
from chamber.privacy.masking import masked, without_numbers
from chamber.text.masks import mask_id_numbers
from chamber.text.values import Phone

# Kinds that hold what somebody wrote, and so perhaps a number.
_FREE = (Text, LinkedText, Rows, Tags)
_encode = json.JSONEncoder(ensure_ascii=False).encode
_MOST = 2_000
"""Texts of a column that are remembered."""


class ShownColumn:
    """The cells of one column, part by part.

    `names` are the columns it is read from. `finish` makes a text into what stands in the file (a guarded cell, XML);
    `masked` counts the cells whose contact data was hidden.
    """

    def __init__(self, one: ListColumn, with_contacts: bool, lang: str, finish: Callable[[str], str]) -> None:
        self.masked = 0
        self.names = _names(one)
        self._field, self._kind = one.field, one.field.kind
        self._with_contacts = with_contacts
        self._is_free = isinstance(one.field.kind, _FREE)
        own = type(one.field.kind)
        # Stored as it is shown, as most texts are.
        self._is_plain = isinstance(one.field.kind, Text) and own.load is Kind.load and own.show is Kind.show
        self._hides = one.field.privacy is Privacy.CONTACT and not with_contacts
        self._lang = lang
        self._finish = finish
        self._made: dict[Any, str] = {}
        self._hidden: set[Any] = set()

    def cells(self, count: int, stored: Sequence[Sequence[Any] | None]) -> list[str]:
        """The texts of `count` rows, whose columns `names` are given one by one; None is a column without values."""
        if not any(stored):
            return [self._make(None, [None] * len(stored))] * count
        columns = [values or [None] * count for values in stored]
        keys = columns[0] if len(columns) == 1 else list(zip(*columns, strict=True))
        made, make = self._made, self._make
        if len(made) > _MOST:
            made.clear()
            self._hidden.clear()
        for key in set(keys).difference(made):
            made[key] = make(key, (key,) if len(columns) == 1 else key)
        if self._hidden:
            self.masked += sum(map(self._hidden.__contains__, keys))
        return list(map(made.__getitem__, keys))

    def _make(self, key: Any, stored: Sequence[Any]) -> str:
        if self._is_plain:
            return self._finish(self._safe(key, key, key or ""))
        value = self._kind.load(stored)
        return self._finish(self._safe(key, value, self._kind.show(value, self._lang)))

    def _safe(self, key: Any, value: Any, text: str) -> str:
        """What may leave of a text."""
        if not text:
            return text
        if self._hides:
            self._hidden.add(key)
            return masked(self._field.name, text, value if _are_phones(value) else ())
        if not self._is_free:
            return text
        if self._with_contacts:
            return mask_id_numbers(text)
        safe = without_numbers(text)
        if safe != text:
            self._hidden.add(key)
        return safe


class JsonColumn(ShownColumn):
    """The same as the members of JSON objects, '' where there is nothing; what is hidden is text."""

    def __init__(self, one: ListColumn, with_contacts: bool) -> None:
        super().__init__(one, with_contacts, "zh", str)
        self._key = one.key

    def _make(self, key: Any, stored: Sequence[Any]) -> str:
        value = self._kind.load(stored)
        if self._kind.is_empty(value):
            return ""
        text = self._kind.show(value, "zh")
        safe = self._safe(key, value, text)
        shown = self._kind.to_json(value) if safe == text else safe
        if isinstance(shown, str):
            return f'    "{self._key}": {_encode(shown)}'
        member = json.dumps({self._key: shown}, ensure_ascii=False, indent=2)[2:-2]
        return "  " + member.replace("\n", "\n  ")


def _names(one: ListColumn) -> tuple[str, ...]:
    prefix, dot, _name = one.key.rpartition(".")
    return tuple(f"{prefix}{dot}{name}" for name in one.field.columns)


def _are_phones(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Phone)
