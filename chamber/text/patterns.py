"""Regular expressions that are compiled when they are first used: a start of the program needs very few of them."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "groupindex", "groups")


class _Pattern:
    """Becomes its compiled self: after the first use its methods are the compiled ones and cost nothing more."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self.flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update({each: getattr(compiled, each) for each in _METHODS})
        return self.__dict__[name]


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but a wrong expression fails when it is first used: what uses it has to be tested."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
