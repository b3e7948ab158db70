"""What an action and its rows are called."""

from __future__ import annotations

from chamber.history.labels import kind_of_row
from chamber.i18n import use_language
from db.models import MODELS


def test_a_row_of_every_table_has_a_name_in_both_languages() -> None:
    for lang in ("en", "zh"):
        use_language(lang)
        assert [table for table in MODELS if kind_of_row(table) == table] == []
    use_language("en")
