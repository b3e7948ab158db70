"""The modules of the three rooms as these tests look at them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("chamber", "db", "tui")


def modules() -> list[Path]:
    """Every module that says something; empty package markers are left out. Paths are relative to the root."""
    found = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return sorted(path.relative_to(ROOT) for path in found if path.read_text("utf-8").strip())


def tree(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text("utf-8"), str(module))


def drawn_texts(module: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string literal that is not a docstring."""
    parsed = tree(module)
    prose = {id(node.value) for owner in ast.walk(parsed) for node in _statements(owner) if isinstance(node, ast.Expr)}
    for node in ast.walk(parsed):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


def _statements(owner: ast.AST) -> list[ast.stmt]:
    body = getattr(owner, "body", [])
    return body if isinstance(body, list) else []
