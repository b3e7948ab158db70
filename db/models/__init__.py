"""The tables as peewee models: they describe, nothing is asked through them. `db.tables` answers what is in them."""

from __future__ import annotations

from peewee import DeferredForeignKey

from db.models.base import Base
from db.models.calendars import CalendarDay
from db.models.contacts import Consent, Person
from db.models.events import Attendance, Event, Policy
from db.models.house import ChamberRow, Document, ImportedFile, ImportMapping, NotDuplicate, SavedView, Setting
from db.models.leads import Activity, Fund, Lead, Stage, StageChange, StageMove
from db.models.members import Enterprise, Membership, Post
from db.models.offices import Delivery, DeliveryRow, ExportLog, FeedbackFile, Office, SheetTemplate

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
        SheetTemplate,
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
    "SavedView",
    "Setting",
    "SheetTemplate",
    "Stage",
    "StageChange",
    "StageMove",
]
