"""House rules that a reader relies on in every module."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, drawn_texts, modules, tree

OUTERMOST = {Path("chamber/__main__.py"), Path("tui/app.py")}
"""Where anything that is not a `ChamberError` is caught: logged, told, and the program ends."""

WIDE = "—“”…·①②③④⑤⑥⑦⑧⑨"
"""Measured as one cell, drawn as two by many Chinese terminals: they break a column or a border."""

each_module = pytest.mark.parametrize("module", modules(), ids=str)


@each_module
def test_a_module_says_what_it_is(module: Path) -> None:
    assert ast.get_docstring(tree(module))


@each_module
def test_a_module_is_one_thing(module: Path) -> None:
    assert len((ROOT / module).read_text("utf-8").splitlines()) <= 400


@each_module
def test_only_the_command_line_prints(module: Path) -> None:
    calls = [
        node.lineno for node in ast.walk(tree(module)) if isinstance(node, ast.Call) and _name(node.func) == "print"
    ]
    assert not calls or module.is_relative_to("chamber/cli"), calls


@each_module
def test_only_the_outermost_handlers_catch_everything(module: Path) -> None:
    handlers = [
        node.lineno
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    ]
    assert not handlers or module in OUTERMOST, handlers


@pytest.mark.parametrize("module", [module for module in modules() if module.is_relative_to("tui")], ids=str)
def test_the_terminal_draws_no_character_of_doubtful_width(module: Path) -> None:
    assert not [(line, text) for line, text in drawn_texts(module) if set(text) & set(WIDE)]


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    """Whether it swallows any failure; one that cleans up, or knows one case, and raises again does not."""
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    reraises = any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))
    return any(one is None or _name(one) in ("Exception", "BaseException") for one in caught) and not reraises


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
