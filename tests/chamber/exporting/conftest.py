"""The same small chamber as for deliveries."""

from __future__ import annotations

from tests.chamber.deliveries.conftest import books

__all__ = ["books"]
