"""Every expression that is compiled late is well-formed, and behaves as a compiled one."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import chamber.fields
import chamber.text
from chamber.text.patterns import _Pattern, pattern

MODULES = [
    f"{package.__name__}.{module.name}"
    for package in (chamber.text, chamber.fields)
    for module in pkgutil.iter_modules(package.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_every_expression_compiles(name: str) -> None:
    held = vars(importlib.import_module(name))
    late = [value for holder in (held, *map(vars, filter(_is_class, held.values()))) for value in holder.values()]
    for value in late:
        if isinstance(value, _Pattern):
            re.compile(value.pattern, value.flags)


def _is_class(value: object) -> bool:
    return isinstance(value, type)


def test_it_does_what_the_compiled_one_does() -> None:
    late, compiled = pattern(r"(\d+)(?P<unit>元)", re.IGNORECASE), re.compile(r"(\d+)(?P<unit>元)", re.IGNORECASE)
    text = "约300元、500元"
    assert late.sub("x", text) == compiled.sub("x", text)
    assert [found.span() for found in late.finditer(text)] == [found.span() for found in compiled.finditer(text)]
    assert (late.pattern, late.groupindex) == (compiled.pattern, compiled.groupindex)
    with pytest.raises(AttributeError):
        _ = late.no_such_method  # type: ignore[attr-defined]
