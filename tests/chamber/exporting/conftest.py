"""The same small chamber as for deliveries."""

from __future__ import annotations

from tests.chamber.deliveries.conftest import books, local_books

__all__ = ["books", "local_books"]
