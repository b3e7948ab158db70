"""Check that every message of the sources has its Chinese, and that the Chinese has its message.

Messages are what the sources hand to `_`, `N_` and `ngettext_`, and what they give an error as message or hint. The
check fails for a message without a translation, a fuzzy one, one no source uses, one translated twice in different
words, placeholders that differ, a message that is put together at run time and so can never be found, and a character
that some terminals draw one cell wide and others two: quotation marks are "" in English and 「」 in Chinese.
"""

from __future__ import annotations

import ast
import string
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("chamber", "db", "tui")
CATALOGUE = Path("chamber/locale/zh/LC_MESSAGES")

MARKERS = {"_": 0, "N_": 0, "ngettext_": 1}
"""Function → position of the message the Chinese belongs to (of a counted pair, the plural)."""

CLICKS = "chamber/cli/words.py:"
"""Where the words of click are listed: it asks the catalogue for both forms of what it counts."""

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
"""The one character of doubtful width that may be named: a message says what stands for what could not be read."""

ERRORS_FILE = ROOT / "chamber" / "errors.py"


@dataclass(frozen=True, slots=True)
class Found:
    """A message, or with `message` None a call whose message cannot be known, at `place` (file:line)."""

    message: str | None
    place: str


def error_positions() -> dict[str, int]:
    """Name of each error class → position of its message among the arguments."""
    positions: dict[str, int] = {}
    for node in ast.parse(ERRORS_FILE.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            made = next(
                (item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__"), None
            )
            bases = [positions[base.id] for base in node.bases if isinstance(base, ast.Name) and base.id in positions]
            names = [one.arg for one in (*made.args.posonlyargs, *made.args.args)] if made else []
            positions[node.name] = names.index("message") - 1 if "message" in names else (bases or [0])[0]
    return positions


def messages(root: Path = ROOT) -> Iterator[Found]:
    """Every message of the three rooms."""
    errors = error_positions()
    for path in sorted(path for room in ROOMS for path in (root / room).rglob("*.py")):
        where = path.relative_to(root)
        if where.as_posix() == "chamber/i18n.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                for message in _of_call(node, errors):
                    yield Found(message, f"{where}:{node.lineno}")


def _of_call(call: ast.Call, errors: dict[str, int]) -> Iterator[str | None]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name in MARKERS and len(call.args) > MARKERS[name]:
        yield from _literals(call.args[MARKERS[name]])
    elif name in errors:
        yield from (text for text in _literals(*call.args[errors[name] : errors[name] + 1]))
        yield from _literals(*(keyword.value for keyword in call.keywords if keyword.arg == "hint"))


def _literals(*nodes: ast.expr) -> Iterator[str | None]:
    """The texts a literal expression can be; variables were marked where they were made."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _literals(node.body, node.orelse)
        elif isinstance(node, ast.BoolOp):
            yield from _literals(*node.values)
        elif isinstance(node, ast.JoinedStr | ast.BinOp):
            yield None


def placeholders(text: str) -> set[str]:
    """The names between braces, without attributes and formats."""
    try:
        return {
            name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None
        }
    except ValueError:
        return set()


def translations(folder: Path) -> Iterator[tuple[str, Message]]:
    """Every entry of every .po file with its file's name."""
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale="zh"):
                if entry.id:
                    yield path.name, entry


def _forms(entry: Message) -> tuple[str, str]:
    """A message and its Chinese; of what is counted the plural, and the one form Chinese has."""
    message = entry.id if isinstance(entry.id, str) else entry.id[-1]
    return message, entry.string if isinstance(entry.string, str) else (entry.string or [""])[0]


def doubtful(text: str) -> list[str]:
    """The characters that measure one cell and are drawn as two by many Chinese terminals (East Asian ambiguous)."""
    return sorted({one for one in text if unicodedata.east_asian_width(one) == "A"} - {UNREADABLE})


def problems(root: Path = ROOT) -> list[str]:
    """What is wrong, one line each."""
    places: dict[str, str] = {}
    wrong: list[str] = []
    for found in messages(root):
        if found.message is None:
            wrong.append(f"{found.place}: the message is put together at run time; use named parameters")
        else:
            places.setdefault(found.message, found.place)
    known: dict[str, str] = {}
    for file, entry in translations(root / CATALOGUE):
        message, chinese = _forms(entry)
        if not isinstance(entry.id, str) and not places.get(message, "").startswith(CLICKS):
            wrong.append(f"{file}: {entry.id!r} has plural forms; Chinese has one, translate the plural alone")
            continue
        if known.setdefault(message, chinese) != chinese:
            wrong.append(f"{file}: {message!r} has another translation in another file")
        if not chinese or entry.fuzzy:
            wrong.append(f"{file}: {message!r} is {'fuzzy' if entry.fuzzy else 'not translated'}")
        elif placeholders(message) != placeholders(chinese):
            wrong.append(f"{file}: {message!r} and its translation have different placeholders")
        for character in doubtful(message + chinese):
            wrong.append(f"{file}: {message!r} has {character}, which is one cell wide or two")
        if message not in places:
            wrong.append(f"{file}: {message!r} is used nowhere")
    wrong += [f"{place}: {message!r} has no translation" for message, place in places.items() if message not in known]
    return wrong


def main() -> int:
    found = problems()
    for line in found:
        sys.stderr.write(line + "\n")
    sys.stdout.write(f"catalogue: {len(found)} problems\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
