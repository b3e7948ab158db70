"""Enterprises, their membership and their posts."""

from __future__ import annotations

from peewee import BigIntegerField, IntegerField, TextField

from db.models.base import Base, key, reference


class Enterprise(Base):
    """企业: an enterprise, member or not. `home_division` is of its people, never derived from an address."""

    id = key()
    code = TextField(null=True, unique=True)
    name = TextField()
    short_name = TextField(null=True)
    former_names = TextField(null=True)
    uscc = TextField(null=True)
    home_division = TextField(null=True)
    business_division = TextField(null=True)
    address = TextField(null=True)
    industry = TextField(null=True)
    registration_type = TextField(null=True)
    size = TextField(null=True)
    registered_capital_low = BigIntegerField(null=True)
    registered_capital_high = BigIntegerField(null=True)
    registered_capital_currency = TextField(null=True)
    registered_capital_qualifier = TextField(null=True)
    registered_capital_text = TextField(null=True)
    annual_revenue_low = BigIntegerField(null=True)
    annual_revenue_high = BigIntegerField(null=True)
    annual_revenue_currency = TextField(null=True)
    annual_revenue_qualifier = TextField(null=True)
    annual_revenue_text = TextField(null=True)
    employees_value = BigIntegerField(null=True)
    employees_qualifier = TextField(null=True)
    employees_text = TextField(null=True)
    business = TextField(null=True)
    seeks = TextField(null=True)
    offers = TextField(null=True)
    legal_representative = TextField(null=True)
    phones = TextField(null=True)
    email = TextField(null=True)
    website = TextField(null=True)
    established_on = TextField(null=True)
    registration_status = TextField(null=True)
    business_scope = TextField(null=True)
    old_registration_number = TextField(null=True)
    party_organization = TextField(null=True)
    party_members = IntegerField(null=True)
    tags = TextField(null=True)
    notes = TextField(null=True)
    source = TextField(null=True)
    verified_on = TextField(null=True)
    created_at = TextField(null=True)
    sort_key = TextField(null=True)
    extra = TextField(null=True)

    personal = frozenset({"phones", "email", "notes", "extra"})

    class Meta:
        table_name = "enterprise"


class Membership(Base):
    """会籍: an enterprise's membership; its number is never reused."""

    id = key()
    number = TextField(null=True, unique=True)
    enterprise = reference("enterprise_id", "enterprise", required=True, owned=True)
    kind = TextField(null=True)
    status = TextField()
    joined_on = TextField(null=True)
    left_on = TextField(null=True)
    introducer = TextField(null=True)
    representative = TextField(null=True)
    representative_ref = reference("representative_id", "person")
    documents = TextField(null=True)

    class Meta:
        table_name = "membership"


class Post(Base):
    """职务 in the chamber, of a person or an enterprise, for a term."""

    id = key()
    term = TextField(null=True)
    title = TextField()
    person = reference("person_id", "person", owned=True)
    enterprise = reference("enterprise_id", "enterprise", owned=True)
    since = TextField(null=True)
    until = TextField(null=True)

    class Meta:
        table_name = "post"
