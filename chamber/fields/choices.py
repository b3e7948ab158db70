"""Fields with given values: the value is Chinese whatever the language; a label says it in English."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from chamber.fields.base import Context, Kind
from chamber.fields.texts import plain
from chamber.i18n import N_
from chamber.text.patterns import pattern
from chamber.text.simplified import to_simplified
from chamber.text.ticked import ticked
from chamber.text.values import Parsed, Problem

# C制造业, 13 农副食品加工业, (2)女: a code before what it stands for.
_CODED = pattern(r"(?:[A-Za-z]{1,2}\d{0,4}|\d{1,4}|[(（][A-Za-z\d]{1,4}[)）])[\s\-:：、.．]*(?=[\u3400-\u9fff])(.+)")
_ASIDE = pattern(r"([^()（）]+)[(（]([^()（）]+)[)）]")


def _folded(text: str) -> str:
    return to_simplified(unicodedata.normalize("NFKC", text)).strip().lower()


class Choice(Kind):
    """One of `options` (Chinese value → English label). `aliases` are other ways it is written in sheets; `coded` knows
    what the codes of a register stand for."""

    def __init__(
        self,
        options: Mapping[str, str],
        aliases: Mapping[str, str] | None = None,
        coded: Callable[[str], str | None] | None = None,
    ) -> None:
        self.options = dict(options)
        self._coded = coded
        self._aliases = dict(aliases or {})

    @cached_property
    def _known(self) -> dict[str, str]:
        """Every way it is written → value. Made with the first question: folding all choices needs the table of
        traditional characters, which nobody does who only looks at what is on file."""
        known = {_folded(value): value for value in self.options}
        known.update({_folded(label): value for value, label in self.options.items()})
        known.update({_folded(alias): value for alias, value in self._aliases.items()})
        return known

    def match(self, text: str) -> str | None:
        """The value a text stands for, or None."""
        # Two options may differ in nothing but the width of their brackets: each means itself.
        found = text if text in self.options else self._known.get(_folded(text))
        return self._coded(text) if found is None and self._coded else found

    def parse(self, cell: object, context: Context) -> Parsed[str]:
        text = plain(cell)
        if text in self.options:
            return Parsed(text)
        if text in ("", "-", "--", "暂无", "***", "N/A"):
            return Parsed("")
        value = self.match(text)
        if value is None and (chosen := ticked(text)) is not None:
            if not chosen:
                return Parsed("")
            value = self.match(chosen[0]) if len(chosen) == 1 else None
        if value is None and (aside := _ASIDE.fullmatch(text)):
            word, note = aside.groups()
            if word.isascii() and (coded := self.match(note)):
                # S(小型), XS（微型）: a code before what it stands for.
                return Parsed(coded)
            if named := self.match(word):
                params = {"value": named, "rest": note}
                return Parsed(named, (Problem("rest", N_('Read as {value}; "{rest}" is kept beside it'), params),))
        if value is None and (behind := _CODED.fullmatch(text)):
            value = self.match(behind[1])
        if value is None:
            options = "、".join(list(self.options)[:8]) + (" …" if len(self.options) > 8 else "")
            return Parsed(
                None,
                (Problem("choice", N_("{text} is not one of {options}"), {"text": text, "options": options}, "doubt"),),
            )
        return Parsed(value)

    def show(self, value: Any, lang: str = "zh") -> str:
        return self.options.get(value, value or "") if lang == "en" else value or ""

    def load(self, stored: Sequence[Any]) -> str:
        return stored[0] or ""

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (value or None,)


_SEPARATOR = pattern(r"[、，,;；/\n|+┋]")


def _parts(text: str, whole: Sequence[str]) -> list[str]:
    """The words between separators; those of `whole` stay in one piece."""
    parts = []
    while text := text.strip(" 、，,;；/\n|+┋"):
        known = next((name for name in whole if text.lower().startswith(name.lower())), "")
        found = _SEPARATOR.search(text)
        end = len(known) or (found.start() if found else len(text))
        parts.append(text[:end].strip())
        text = text[end:]
    return parts


class Choices(Choice):
    """Several of `options`, in the order written."""

    def empty(self) -> tuple[str, ...]:
        return ()

    def parse(self, cell: object, context: Context) -> Parsed[Any]:
        values: dict[str, None] = {}
        problems: list[Problem] = []
        text = plain(cell)
        if (chosen := ticked(text)) is not None:
            text = "、".join(chosen)
        for part in _parts(text, self._holding):
            one = super().parse(part, context)
            problems.extend(one.problems)
            if one.value:
                values[one.value] = None
        return Parsed(tuple(values), tuple(problems))

    @cached_property
    def _holding(self) -> tuple[str, ...]:
        """What is written with a separator in it (农、林、牧、渔业), the longest first."""
        names = (name for pair in self.options.items() for name in pair)
        return tuple(sorted((name for name in names if _SEPARATOR.search(name)), key=len, reverse=True))

    def show(self, value: Any, lang: str = "zh") -> str:
        return (", " if lang == "en" else "、").join(super(Choices, self).show(one, lang) for one in value or ())

    def load(self, stored: Sequence[Any]) -> Any:
        return tuple(json.loads(stored[0])) if stored[0] else ()

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (json.dumps(list(value), ensure_ascii=False) if value else None,)

    def to_json(self, value: Any) -> Any:
        return list(value or ())
