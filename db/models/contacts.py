"""People and their consents."""

from __future__ import annotations

from peewee import BooleanField, TextField

from db.models.base import Base, key, reference


class Person(Base):
    """联系人. A name alone is enough to file somebody at the door."""

    id = key()
    code = TextField(null=True, unique=True)
    name = TextField()
    gender = TextField(null=True)
    enterprise = reference("enterprise_id", "enterprise")
    unit = TextField(null=True)
    position = TextField(null=True)
    mobiles = TextField(null=True)
    landlines = TextField(null=True)
    wechat = TextField(null=True)
    email = TextField(null=True)
    home_division = TextField(null=True)
    ethnicity = TextField(null=True)
    political_status = TextField(null=True)
    education = TextField(null=True)
    birthday = TextField(null=True)
    birthday_calendar = TextField(null=True)
    id_number = TextField(null=True)
    address = TextField(null=True)
    volunteer = BooleanField(null=True)
    do_not_contact = BooleanField(null=True)
    tags = TextField(null=True)
    notes = TextField(null=True)
    created_at = TextField(null=True)
    sort_key = TextField(null=True)
    extra = TextField(null=True)

    personal = frozenset(
        {
            "name",
            "sort_key",
            "gender",
            "unit",
            "position",
            "mobiles",
            "landlines",
            "wechat",
            "email",
            "home_division",
            "ethnicity",
            "political_status",
            "education",
            "birthday",
            "id_number",
            "address",
            "tags",
            "notes",
            "extra",
        }
    )

    class Meta:
        table_name = "person"


class Consent(Base):
    """同意 for one recipient and purpose. Only `separate` consent counts, until it is withdrawn."""

    id = key()
    person = reference("person_id", "person", required=True, owned=True)
    office = reference("office_id", "office", required=True, owned=True)
    purpose = TextField(null=True)
    categories = TextField(null=True)
    separate = BooleanField(null=True)
    how = TextField(null=True)
    obtained_on = TextField()
    evidence = TextField(null=True)
    withdrawn_on = TextField(null=True)
    created_at = TextField(null=True)

    class Meta:
        table_name = "consent"
