"""The books of the liaison tests, here too."""

from tests.chamber.deliveries.conftest import books, local_books

__all__ = ["books", "local_books"]
