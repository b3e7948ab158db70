"""Fixtures for what is asked of the store."""

from __future__ import annotations

import pytest

from benchmarks.build import build
from chamber.workspace import Workspace


@pytest.fixture
def filled(database_url: str) -> Workspace:
    """Two hundred enterprises, as many leads, and what belongs to them, on each backend in turn."""
    build(database_url, 200)
    return Workspace.open(database_url)
