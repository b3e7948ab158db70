"""A field is described once: the record, the model and the tables made by the migrations agree."""

from __future__ import annotations

import gettext

import pytest

from chamber.entity import entity_names, entity_of
from chamber.fields.choices import Choice
from db.database import connected, open_database
from db.models import MODELS
from db.tables import columns_of
from tests.architecture.sources import ROOT
from tests.architecture.test_sources import WIDE

LABEL_CELLS = 24
"""A label must fit beside its value on 80 columns."""

each_entity = pytest.mark.parametrize("name", entity_names())


def test_the_migrations_make_the_tables_of_the_models(database_url: str) -> None:
    database = open_database(database_url)
    with connected(database):
        made = {
            table: {column.name: column.null and not column.primary_key for column in database.get_columns(table)}
            for table in database.get_tables()
        }
    for table, model in MODELS.items():
        wanted = {field.column_name: field.null for field in model._meta.sorted_fields}
        assert made[table] == wanted, table


@each_entity
def test_every_described_field_is_stored(name: str) -> None:
    assert set(entity_of(name).columns) <= set(columns_of(name))


@each_entity
def test_the_words_of_a_field_can_be_shown_in_a_column(name: str) -> None:
    catalogue = gettext.translation("chamber", ROOT / "chamber" / "locale", languages=["zh"], fallback=True)
    entity = entity_of(name)
    for field in entity.fields:
        choices = field.kind.options if isinstance(field.kind, Choice) else {}
        words = [field.label, catalogue.gettext(field.label), *choices, *choices.values()]
        assert not set("".join(words)) & set(WIDE), field.name
        assert len(catalogue.gettext(field.label)) * 2 <= LABEL_CELLS or catalogue.gettext(field.label).isascii(), (
            field.name
        )


@each_entity
def test_no_field_of_a_record_has_two_readings_of_a_column_title(name: str) -> None:
    seen: dict[str, str] = {}
    for field in entity_of(name).fields:
        for title in (field.label.lower(), *field.synonyms):
            assert seen.setdefault(title, field.name) == field.name, title
