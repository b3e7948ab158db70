"""Working calendars loaded from a file."""

from __future__ import annotations

from peewee import BooleanField, TextField

from db.models.base import Base, key


class CalendarDay(Base):
    """A day of a published calendar: whether people work, and the file it came from."""

    id = key()
    day = TextField(unique=True)
    works = BooleanField()
    source = TextField(null=True)

    class Meta:
        table_name = "calendar_day"
