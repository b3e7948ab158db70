"""Modules that are loaded when they are first used, so that help comes without the store.

if TYPE_CHECKING:
    from chamber.leads import service
else:
    service = later("chamber.leads.service")
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self.__name__), name)


def later(name: str) -> ModuleType:
    """A module that stands in for another until something of it is wanted."""
    return _Later(name)
