"""Administrative divisions (GB/T 2260): held as codes, shown as names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from chamber.fields.base import Context, Kind
from chamber.fields.texts import plain
from chamber.text.values import Parsed


class Place(Kind):
    """One division, held as its six-digit (township: nine-digit) code; '' when not known."""

    def parse(self, cell: object, context: Context) -> Parsed[str]:
        from chamber.divisions import divisions

        text = plain(cell)
        if not text or text in ("-", "暂无", "无", "***"):
            return Parsed("")
        found = (context.divisions or divisions()).find(text, within=context.within)
        return Parsed(found.value.code if found.value else None, found.problems)

    def show(self, value: Any, lang: str = "zh") -> str:
        from chamber.divisions import divisions

        return divisions().name(value) if value else ""

    def load(self, stored: Sequence[Any]) -> str:
        return stored[0] or ""

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (value or None,)

    def to_json(self, value: Any) -> Any:
        from chamber.divisions import divisions

        return divisions().to_json(value) if value else None


class Places(Place):
    """Several divisions."""

    def empty(self) -> Any:
        return ()

    def parse(self, cell: object, context: Context) -> Parsed[Any]:
        text = plain(cell)
        for mark in ("、", "，", ";", "；", "\n"):
            text = text.replace(mark, ",")
        codes: dict[str, None] = {}
        problems: list[Any] = []
        for part in filter(None, (part.strip() for part in text.split(","))):
            one = super().parse(part, context)
            problems.extend(one.problems)
            if one.value:
                codes[one.value] = None
        return Parsed(tuple(codes), tuple(problems))

    def show(self, value: Any, lang: str = "zh") -> str:
        return "、".join(super(Places, self).show(code, lang) for code in value or ())

    def load(self, stored: Sequence[Any]) -> Any:
        return tuple(json.loads(stored[0])) if stored[0] else ()

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (json.dumps(list(value)) if value else None,)

    def to_json(self, value: Any) -> Any:
        return [super(Places, self).to_json(code) for code in value or ()]
