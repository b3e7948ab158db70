"""What is personal by its description is what the journal keeps apart, so that it can be erased."""

from __future__ import annotations

import pytest

from chamber.entity import entity_names, entity_of
from chamber.fields import Privacy
from chamber.privacy.masking import is_free_text
from db.models import MODELS
from db.tables import personal_columns_of

# What a person is told by, beyond what is masked in exports: it must be possible to erase that, too.
TELLING = {
    "person": {"name", "sort_key", "gender", "unit", "position", "home_division", "ethnicity", "education", "tags"},
    "attendance": {"name", "sort_key", "unit", "position", "stands_in_for"},
    "lead": {"contact_position", "introducer", "introducer_id", "investor"}
    # The contact may be named in whatever somebody wrote.
    | {column for field in entity_of("lead").fields if is_free_text(field.kind) for column in field.columns}
    - {"investor_id"},
    "activity": {"text", "difficulties"},
    "fund": {"evidence"},
}
UNDESCRIBED = {
    "delivery_row": {"private", "cells", "changes"},
    "enterprise": {"extra"},
    "person": {"extra"},
    "attendance": {"extra"},
    "lead": {"extra"},
    "stage_change": {"note"},
}
"""Columns no field describes: the cells of a delivery, and what a sheet said beyond our fields, and the words beside a change of stage."""


@pytest.mark.parametrize("table", MODELS)
def test_personal_columns_are_those_of_contact_and_secret_fields_and_what_tells_who_it_is(table: str) -> None:
    described = entity_of(table).fields if table in entity_names() else ()
    wanted = {column for field in described if field.privacy is not Privacy.PUBLIC for column in field.columns}
    assert personal_columns_of(table) == wanted | UNDESCRIBED.get(table, set()) | TELLING.get(table, set())
