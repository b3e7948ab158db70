from __future__ import annotations

from collections.abc import Iterator

import pytest

from chamber import i18n


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Messages are matched in English, whatever the language of the machine."""
    before = i18n.language()
    i18n.use_language("en")
    yield
    i18n.use_language(before)
