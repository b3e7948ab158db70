"""Numbers as people write them: amounts of money, counts with a qualifier, plain whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from chamber.fields.base import Context, Kind
from chamber.fields.texts import plain
from chamber.i18n import N_
from chamber.text.money import parse_money, show_money
from chamber.text.quantities import parse_quantity, show_quantity
from chamber.text.values import Money, Parsed, Problem, Quantity


class Amount(Kind):
    """Money: low and high in 分, currency, qualifier, and the text as written."""

    suffixes: ClassVar[tuple[str, ...]] = ("_low", "_high", "_currency", "_qualifier", "_text")
    align: ClassVar[str] = "right"

    def empty(self) -> Money | None:
        return None

    def parse(self, cell: object, context: Context) -> Parsed[Money]:
        return parse_money(cell, unit=context.unit)

    def show(self, value: Any, lang: str = "zh") -> str:
        return show_money(value, lang) if value else ""

    def dump(self, value: Any) -> tuple[Any, ...]:
        if value is None:
            return (None, None, None, None, None)
        return (value.low, value.high, value.currency, value.qualifier or None, value.text)

    def load(self, stored: Sequence[Any]) -> Money | None:
        low, high, currency, qualifier, text = stored
        if currency is None:
            return None
        return Money(low=low, high=high, currency=currency, qualifier=qualifier or "", text=text or "")

    def to_json(self, value: Any) -> Any:
        return value.to_json() if value else None

    def same(self, left: Any, right: Any) -> bool:
        if left is None or right is None:
            return left is right
        return (left.low, left.high, left.currency, left.qualifier) == (
            right.low,
            right.high,
            right.currency,
            right.qualifier,
        )


class Count(Kind):
    """A quantity: value, qualifier 近/约/余/多, and the text as written."""

    suffixes: ClassVar[tuple[str, ...]] = ("_value", "_qualifier", "_text")
    align: ClassVar[str] = "right"

    def empty(self) -> Quantity | None:
        return None

    def parse(self, cell: object, context: Context) -> Parsed[Quantity]:
        return parse_quantity(cell)

    def show(self, value: Any, lang: str = "zh") -> str:
        return show_quantity(value, lang) if value else ""

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (value.value, value.qualifier or None, value.text) if value else (None, None, None)

    def load(self, stored: Sequence[Any]) -> Quantity | None:
        value, qualifier, text = stored
        if value is None and not text:
            return None
        return Quantity(value=value, qualifier=qualifier or "", text=text or "")

    def to_json(self, value: Any) -> Any:
        return value.to_json() if value else None


class CountByName(Count):
    """A quantity whose number stands in the column of the field's own name, by which journals know it."""

    suffixes: ClassVar[tuple[str, ...]] = ("", "_qualifier", "_text")


class Number(Kind):
    """A plain whole number."""

    align: ClassVar[str] = "right"

    def empty(self) -> int | None:
        return None

    def parse(self, cell: object, context: Context) -> Parsed[int]:
        text = plain(cell)
        if not text:
            return Parsed(None)
        quantity = parse_quantity(cell)
        value = quantity.value.value if quantity.value else None
        if value is None or value != int(value):
            return Parsed(None, (Problem("number", N_("Not a whole number: {text}"), {"text": text}, "doubt"),))
        return Parsed(int(value), quantity.problems)

    def load(self, stored: Sequence[Any]) -> int | None:
        value: int | None = stored[0]
        return value
