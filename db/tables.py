"""What the writer needs to know of each table. The models are loaded when it is first asked: who only looks something
up has no use for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from peewee import BooleanField, ForeignKeyField, TextField

if TYPE_CHECKING:
    from db.models.base import Base


def _models() -> dict[str, type[Base]]:
    from db.models import MODELS

    return MODELS


def _model(table: str) -> type[Base]:
    return _models()[table]


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of `table` that points at another table."""

    table: str
    column: str
    owned: bool
    nullable: bool


@lru_cache
def columns_of(table: str) -> tuple[str, ...]:
    """Column names in order, `id` first."""
    return tuple(_model(table)._meta.columns)


def personal_columns_of(table: str) -> frozenset[str]:
    return _model(table).personal


@lru_cache
def text_columns_of(table: str) -> frozenset[str]:
    """Columns that hold text; the others are numbers, ids, or yes and no."""
    fields = _model(table)._meta.sorted_fields
    return frozenset(field.column_name for field in fields if isinstance(field, TextField))


@lru_cache
def boolean_columns_of(table: str) -> tuple[str, ...]:
    """Columns that SQLite keeps as 0 and 1."""
    fields = _model(table)._meta.sorted_fields
    return tuple(field.column_name for field in fields if isinstance(field, BooleanField))


@lru_cache
def required_columns_of(table: str) -> tuple[str, ...]:
    """Columns that always hold something, `id` aside."""
    fields = _model(table)._meta.sorted_fields
    return tuple(field.column_name for field in fields if not field.null and field.column_name != "id")


@lru_cache
def unique_columns_of(table: str) -> tuple[str, ...]:
    """Columns of which no two rows may hold the same value, `id` aside."""
    fields = _model(table)._meta.sorted_fields
    return tuple(field.column_name for field in fields if field.unique)


@lru_cache
def references_from(table: str) -> tuple[tuple[Reference, str], ...]:
    """Every column of `table` that points elsewhere, with the table it points at."""
    fields = _model(table)._meta.sorted_fields
    return tuple(
        (
            Reference(table, field.column_name, field.on_delete == "CASCADE", field.null),
            field.rel_model._meta.table_name,
        )
        for field in fields
        if isinstance(field, ForeignKeyField)
    )


@lru_cache
def references_to(table: str) -> tuple[Reference, ...]:
    """Every column that points at `table`."""
    return tuple(
        Reference(name, field.column_name, field.on_delete == "CASCADE", field.null)
        for name, model in _models().items()
        for field in model._meta.sorted_fields
        if isinstance(field, ForeignKeyField) and field.rel_model._meta.table_name == table
    )
