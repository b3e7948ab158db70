"""Leads, their stages, log and funds."""

from __future__ import annotations

from peewee import BigIntegerField, BooleanField, IntegerField, TextField

from db.models.base import Base, key, reference


class Lead(Base):
    """线索: who might invest or come, in what, and how far along it is."""

    id = key()
    code = TextField(null=True, unique=True)
    kind = TextField()
    project = TextField()
    summary = TextField(null=True)
    investor = TextField()
    investor_ref = reference("investor_id", "enterprise")
    investor_profile = TextField(null=True)
    origin_division = TextField(null=True)
    capital = TextField(null=True)
    industry = TextField(null=True)
    amount_low = BigIntegerField(null=True)
    amount_high = BigIntegerField(null=True)
    amount_currency = TextField(null=True)
    amount_qualifier = TextField(null=True)
    amount_text = TextField(null=True)
    fixed_assets_low = BigIntegerField(null=True)
    fixed_assets_high = BigIntegerField(null=True)
    fixed_assets_currency = TextField(null=True)
    fixed_assets_qualifier = TextField(null=True)
    fixed_assets_text = TextField(null=True)
    land_mu_value = BigIntegerField(null=True)
    land_mu_qualifier = TextField(null=True)
    land_mu_text = TextField(null=True)
    plant_m2_value = BigIntegerField(null=True)
    plant_m2_qualifier = TextField(null=True)
    plant_m2_text = TextField(null=True)
    jobs_value = BigIntegerField(null=True)
    jobs_qualifier = TextField(null=True)
    jobs_text = TextField(null=True)
    requirements = TextField(null=True)
    target_division = TextField(null=True)
    contact = TextField(null=True)
    contact_ref = reference("contact_id", "person")
    contact_phones = TextField(null=True)
    contact_position = TextField(null=True)
    source = TextField(null=True)
    event = reference("event_id", "event")
    introducer = TextField(null=True)
    introducer_ref = reference("introducer_id", "person")
    first_reported_at = TextField(null=True)
    owner = TextField(null=True)
    lead_unit = TextField(null=True)
    stage = TextField()
    progress = TextField(null=True)
    assessment = TextField(null=True)
    assessment_reason = TextField(null=True)
    area = TextField(null=True)
    next_action = TextField(null=True)
    next_due = TextField(null=True)
    expected_signing = TextField(null=True)
    signed_on = TextField(null=True)
    signed_amount_low = BigIntegerField(null=True)
    signed_amount_high = BigIntegerField(null=True)
    signed_amount_currency = TextField(null=True)
    signed_amount_qualifier = TextField(null=True)
    signed_amount_text = TextField(null=True)
    agreement = TextField(null=True)
    registered_on = TextField(null=True)
    started_on = TextField(null=True)
    commissioned_on = TextField(null=True)
    confidentiality = TextField(null=True)
    stall_reason = TextField(null=True)
    degree = TextField(null=True)
    field = TextField(null=True)
    current_post = TextField(null=True)
    mode = TextField(null=True)
    needs = TextField(null=True)
    arrival_on = TextField(null=True)
    office_status = TextField(null=True)
    office_handler = TextField(null=True)
    office_unit = TextField(null=True)
    office_progress = TextField(null=True)
    office_date = TextField(null=True)
    tags = TextField(null=True)
    notes = TextField(null=True)
    created_at = TextField(null=True)
    sort_key = TextField(null=True)
    merged_into = reference("merged_into_id", "lead")
    extra = TextField(null=True)

    # Whatever somebody wrote may tell the contact, and so must be erasable with them.
    personal = frozenset(
        {
            "contact",
            "contact_id",
            "contact_phones",
            "contact_position",
            "introducer",
            "introducer_id",
            "investor",
            "notes",
            "extra",
            "project",
            "sort_key",
            "summary",
            "investor_profile",
            "requirements",
            "owner",
            "lead_unit",
            "progress",
            "assessment_reason",
            "area",
            "next_action",
            "stall_reason",
            "degree",
            "field",
            "current_post",
            "needs",
            "office_handler",
            "office_unit",
            "office_progress",
            "tags",
        }
    )

    class Meta:
        table_name = "lead"


class Fund(Base):
    """到位资金 of one month, claimed or verified."""

    id = key()
    lead = reference("lead_id", "lead", required=True, owned=True)
    month = TextField()
    amount_low = BigIntegerField(null=True)
    amount_high = BigIntegerField(null=True)
    amount_currency = TextField(null=True)
    amount_qualifier = TextField(null=True)
    amount_text = TextField(null=True)
    evidence = TextField(null=True)
    verified = BooleanField(null=True)

    personal = frozenset({"evidence"})

    class Meta:
        table_name = "fund"


class Activity(Base):
    """跟进记录 on a lead, an enterprise or a person; `author` and `at` stay those of the original."""

    id = key()
    at = TextField()
    how = TextField(null=True)
    purpose = TextField(null=True)
    lead = reference("lead_id", "lead", owned=True)
    enterprise = reference("enterprise_id", "enterprise")
    person = reference("person_id", "person")
    batches = IntegerField(null=True)
    people = IntegerField(null=True)
    text = TextField()
    difficulties = TextField(null=True)
    author = TextField(null=True)
    office = reference("office_id", "office")
    created_at = TextField(null=True)

    personal = frozenset({"text", "difficulties"})

    class Meta:
        table_name = "activity"


class Stage(Base):
    """A stage of a lead: `path` in order, or an `exit`. Stages are data, not code."""

    id = key()
    name = TextField(unique=True)
    position = IntegerField()
    kind = TextField()
    needs_reason = BooleanField()

    class Meta:
        table_name = "stage"


class StageMove(Base):
    """An allowed move from one stage to another."""

    id = key()
    from_stage = TextField()
    to_stage = TextField()

    class Meta:
        table_name = "stage_move"


class StageChange(Base):
    """One change of a lead's stage: who, when; the first has no `from_stage`."""

    id = key()
    lead = reference("lead_id", "lead", required=True, owned=True)
    from_stage = TextField(null=True)
    to_stage = TextField()
    on_date = TextField()
    at = TextField()
    by = TextField(null=True)
    note = TextField(null=True)

    personal = frozenset({"note"})

    class Meta:
        table_name = "stage_change"
