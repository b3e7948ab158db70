"""Offices, and what was delivered to them."""

from __future__ import annotations

from peewee import BigIntegerField, BooleanField, IntegerField, TextField

from db.models.base import Base, key, reference


class Office(Base):
    """对接单位; a city among `divisions` covers its counties. `takes_*` empty means everything."""

    id = key()
    code = TextField(null=True, unique=True)
    name = TextField()
    kind = TextField()
    divisions = TextField()
    contacts = TextField(null=True)
    takes_kinds = TextField(null=True)
    takes_industries = TextField(null=True)
    minimum_amount_low = BigIntegerField(null=True)
    minimum_amount_high = BigIntegerField(null=True)
    minimum_amount_currency = TextField(null=True)
    minimum_amount_qualifier = TextField(null=True)
    minimum_amount_text = TextField(null=True)
    treatments = TextField(null=True)
    rhythm = TextField(null=True)
    deadline = TextField(null=True)
    file_format = TextField(null=True)
    recipient = TextField(null=True)
    notes = TextField(null=True)
    created_at = TextField(null=True)
    officers = TextField(null=True)
    sort_key = TextField(null=True)
    extra = TextField(null=True)

    personal = frozenset({"contacts", "notes"})

    class Meta:
        table_name = "office"


class SheetTemplate(Base):
    """What an office's sheet has of its own in one form, weekly or full (JSON); an office without one gets the official."""

    id = key()
    office = reference("office_id", "office", required=True, owned=True)
    form = TextField()
    template = TextField()

    class Meta:
        table_name = "sheet_template"
        indexes = ((("office", "form"), True),)


class Delivery(Base):
    """报送批次. The rows with the value of every cell lie in the store beside it."""

    id = key()
    number = TextField(null=True, unique=True)
    office = reference("office_id", "office", required=True)
    mode = TextField(null=True)
    period_from = TextField(null=True)
    period_to = TextField(null=True)
    since = reference("since_id", "delivery")
    status = TextField(null=True)
    rows = IntegerField(null=True)
    new = IntegerField(null=True)
    changed = IntegerField(null=True)
    withdrawn = IntegerField(null=True)
    stalled = IntegerField(null=True)
    masked = IntegerField(null=True)
    file_name = TextField(null=True)
    file_format = TextField(null=True)
    sha256 = TextField(null=True)
    made_at = TextField(null=True)
    made_by = TextField(null=True)
    sent_at = TextField(null=True)
    sent_by = TextField(null=True)
    received_on = TextField(null=True)
    received_by = TextField(null=True)
    answered_at = TextField(null=True)
    void_reason = TextField(null=True)
    layout = TextField(null=True)

    class Meta:
        table_name = "delivery"


class DeliveryRow(Base):
    """One row of a delivery with the value of every cell as it was sent (`cells`, JSON: field → text)."""

    id = key()
    delivery = reference("delivery_id", "delivery", required=True, owned=True)
    position = IntegerField()
    lead_id = IntegerField()
    row_key = TextField()
    mark = TextField(null=True)
    cells = TextField()
    changes = TextField(null=True)
    private = TextField(null=True)

    personal = frozenset({"private", "cells", "changes"})

    class Meta:
        table_name = "delivery_row"


class ExportLog(Base):
    """A plain export: who took which fields of which records, with contact data or without."""

    id = key()
    at = TextField()
    by = TextField()
    kind = TextField()
    conditions = TextField(null=True)
    fields = TextField()
    record_ids = TextField()
    rows = IntegerField()
    with_contacts = BooleanField()
    file_name = TextField(null=True)
    sha256 = TextField(null=True)

    class Meta:
        table_name = "export_log"


class FeedbackFile(Base):
    """A returned sheet that was merged, known by its content."""

    id = key()
    delivery = reference("delivery_id", "delivery", required=True, owned=True)
    file_name = TextField()
    sha256 = TextField()
    at = TextField()
    by = TextField(null=True)
    outcome = TextField(null=True)

    class Meta:
        table_name = "feedback_file"
