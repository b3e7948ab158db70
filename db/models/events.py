"""Events, guests and policies."""

from __future__ import annotations

from peewee import BigIntegerField, IntegerField, TextField

from db.models.base import Base, key, reference


class Event(Base):
    """活动: one gathering, of one or more kinds."""

    id = key()
    code = TextField(null=True, unique=True)
    name = TextField()
    kinds = TextField()
    theme = TextField(null=True)
    hosts = TextField(null=True)
    home_division = TextField(null=True)
    starts_at = TextField()
    ends_at = TextField(null=True)
    venue = TextField(null=True)
    agenda = TextField(null=True)
    planned = IntegerField(null=True)
    planned_qualifier = TextField(null=True)
    planned_text = TextField(null=True)
    headcount_value = BigIntegerField(null=True)
    headcount_qualifier = TextField(null=True)
    headcount_text = TextField(null=True)
    budget_low = BigIntegerField(null=True)
    budget_high = BigIntegerField(null=True)
    budget_currency = TextField(null=True)
    budget_qualifier = TextField(null=True)
    budget_text = TextField(null=True)
    cost_low = BigIntegerField(null=True)
    cost_high = BigIntegerField(null=True)
    cost_currency = TextField(null=True)
    cost_qualifier = TextField(null=True)
    cost_text = TextField(null=True)
    outputs = TextField(null=True)
    status = TextField(null=True)
    follows = reference("follows_id", "event")
    notes = TextField(null=True)
    created_at = TextField(null=True)
    sort_key = TextField(null=True)
    extra = TextField(null=True)

    personal = frozenset({"notes"})

    class Meta:
        table_name = "event"


class Attendance(Base):
    """参会: a person of ours or free text, invited to or present at an event."""

    id = key()
    event = reference("event_id", "event", required=True, owned=True)
    person = reference("person_id", "person")
    enterprise = reference("enterprise_id", "enterprise")
    name = TextField()
    unit = TextField(null=True)
    position = TextField(null=True)
    phone = TextField(null=True)
    role = TextField(null=True)
    invitation = TextField(null=True)
    presence = TextField(null=True)
    table = TextField(null=True)
    seat = TextField(null=True)
    stands_in_for = TextField(null=True)
    checked_in_at = TextField(null=True)
    policies_of_interest = TextField(null=True)
    notes = TextField(null=True)
    created_at = TextField(null=True)
    sort_key = TextField(null=True)
    extra = TextField(null=True)

    personal = frozenset({"name", "sort_key", "unit", "position", "phone", "stands_in_for", "notes", "extra"})

    class Meta:
        table_name = "attendance"


class Policy(Base):
    """政策; `events` holds the codes of the events where it was presented."""

    id = key()
    code = TextField(null=True, unique=True)
    title = TextField()
    issuer = TextField(null=True)
    document_number = TextField(null=True)
    valid_from = TextField(null=True)
    valid_until = TextField(null=True)
    kind = TextField(null=True)
    home_division = TextField(null=True)
    key_points = TextField(null=True)
    link = TextField(null=True)
    events = TextField(null=True)
    created_at = TextField(null=True)
    sort_key = TextField(null=True)

    class Meta:
        table_name = "policy"
