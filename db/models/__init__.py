"""The tables as peewee models, and what the writer needs to know of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from peewee import BooleanField, DeferredForeignKey, ForeignKeyField, TextField

from db.models.base import Base
from db.models.calendars import CalendarDay
from db.models.contacts import Consent, Person
from db.models.events import Attendance, Event, Policy
from db.models.house import ChamberRow, Document, ImportedFile, ImportMapping, NotDuplicate, SavedView, Setting
from db.models.leads import Activity, Fund, Lead, Stage, StageChange, StageMove
from db.models.members import Enterprise, Membership, Post
from db.models.offices import Delivery, DeliveryRow, ExportLog, FeedbackFile, Office

MODELS: dict[str, type[Base]] = {
    model._meta.table_name: model
    for model in (
        ChamberRow,
        Setting,
        SavedView,
        Enterprise,
        Person,
        Membership,
        Post,
        Event,
        Policy,
        Attendance,
        Office,
        Lead,
        Stage,
        StageMove,
        StageChange,
        Fund,
        Activity,
        Delivery,
        DeliveryRow,
        ExportLog,
        FeedbackFile,
        Consent,
        Document,
        ImportedFile,
        ImportMapping,
        NotDuplicate,
        CalendarDay,
    )
}
"""Table name → model, parents before children."""

# peewee resolves a deferred key only when its target is defined after it.
for _model in MODELS.values():
    DeferredForeignKey.resolve(_model)


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
    return tuple(MODELS[table]._meta.columns)


def personal_columns_of(table: str) -> frozenset[str]:
    return MODELS[table].personal


@lru_cache
def text_columns_of(table: str) -> frozenset[str]:
    """Columns that hold text; the others are numbers, ids, or yes and no."""
    fields = MODELS[table]._meta.sorted_fields
    return frozenset(field.column_name for field in fields if isinstance(field, TextField))


@lru_cache
def boolean_columns_of(table: str) -> tuple[str, ...]:
    """Columns that SQLite keeps as 0 and 1."""
    fields = MODELS[table]._meta.sorted_fields
    return tuple(field.column_name for field in fields if isinstance(field, BooleanField))


@lru_cache
def required_columns_of(table: str) -> tuple[str, ...]:
    """Columns that always hold something, `id` aside."""
    fields = MODELS[table]._meta.sorted_fields
    return tuple(field.column_name for field in fields if not field.null and field.column_name != "id")


@lru_cache
def unique_columns_of(table: str) -> tuple[str, ...]:
    """Columns of which no two rows may hold the same value, `id` aside."""
    fields = MODELS[table]._meta.sorted_fields
    return tuple(field.column_name for field in fields if field.unique)


@lru_cache
def references_from(table: str) -> tuple[tuple[Reference, str], ...]:
    """Every column of `table` that points elsewhere, with the table it points at."""
    fields = MODELS[table]._meta.sorted_fields
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
        for name, model in MODELS.items()
        for field in model._meta.sorted_fields
        if isinstance(field, ForeignKeyField) and field.rel_model._meta.table_name == table
    )


__all__ = [
    "MODELS",
    "Activity",
    "Attendance",
    "Base",
    "CalendarDay",
    "ChamberRow",
    "Consent",
    "Delivery",
    "DeliveryRow",
    "Document",
    "Enterprise",
    "Event",
    "ExportLog",
    "FeedbackFile",
    "Fund",
    "ImportMapping",
    "ImportedFile",
    "Lead",
    "Membership",
    "NotDuplicate",
    "Office",
    "Person",
    "Policy",
    "Post",
    "Reference",
    "SavedView",
    "Setting",
    "Stage",
    "StageChange",
    "StageMove",
    "boolean_columns_of",
    "columns_of",
    "personal_columns_of",
    "references_from",
    "references_to",
    "required_columns_of",
    "text_columns_of",
    "unique_columns_of",
]
