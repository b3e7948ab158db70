"""What all models share. The schema itself is made by the migrations; a test holds the two together."""

from __future__ import annotations

from typing import Any, ClassVar

from peewee import DeferredForeignKey, IntegerField, Model


class Base(Model):
    """A table. `personal` names the columns the journal keeps apart so that they can be erased."""

    id: Any
    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        legacy_table_names = False


def key() -> IntegerField:
    """Our own key: taken from a counter, so that an undone row's id is never given to another."""
    return IntegerField(primary_key=True)


_CLASS = {"chamber": "ChamberRow"}


def reference(column: str, table: str, *, required: bool = False, owned: bool = False) -> Any:
    """A column pointing at a row of `table`. `owned`: the row goes when the other goes (by the writer, journalled)."""
    name = _CLASS.get(table, "".join(part.capitalize() for part in table.split("_")))
    return DeferredForeignKey(
        name, column_name=column, null=not required, on_delete="CASCADE" if owned else None, backref="+"
    )
