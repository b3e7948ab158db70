"""What is called a hundred times a day, done before the command line and the store would be loaded.

That is `chamber search TEXT`, and `chamber` alone, which opens the terminal interface. Whatever is not plain (filters,
another command, a wrong option, a database that must be opened first) is left to the command line, which also has the
words for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from chamber.cli.starting import INTERRUPTED, OpenTerminal, is_interactive, reader_left, use_utf8

GLOBAL = ("--db", "--lang", "--user")
OWN = ("--kind", "--limit")
FLAG = "--json"
MOST = 1000


def open_quickly(arguments: Sequence[str], open_terminal: OpenTerminal) -> int | None:
    """Open the terminal interface; gives the exit code, None for what the command line is to do."""
    asked = _plain(arguments)
    if asked is None or "search" in asked or not is_interactive():
        return None
    from chamber.cli.words import speak
    from chamber.errors import ChamberError
    from chamber.i18n import choose_language

    speak(choose_language(asked.get("--lang"), None))
    use_utf8(as_json=False)
    try:
        return open_terminal(asked.get("--db"), asked.get("--lang"), asked.get("--user"))
    except ChamberError as error:
        from chamber.cli.failures import show_refusal

        return show_refusal(error, False)
    except KeyboardInterrupt:
        return INTERRUPTED


def run_quickly(arguments: Sequence[str]) -> int | None:
    """Search; gives the exit code, None for what the command line is to do."""
    asked = _plain(arguments)
    if asked is None or "search" not in asked:
        return None
    from chamber.cli.words import speak
    from chamber.errors import ChamberError
    from chamber.finding import may_filter, search_plainly
    from chamber.glancing import look
    from chamber.i18n import choose_language

    text, language = asked["TEXT"], asked.get("--lang")
    limit = int(asked.get("--limit", "20"))
    if may_filter(text):
        return None
    try:
        hits = look(
            asked.get("--db"),
            lambda db: search_plainly(db, text, kind=asked.get("--kind", ""), limit=limit),
            lambda saved: speak(choose_language(language, saved)),
        )
    except ChamberError:
        return None
    if hits is None:
        return None
    from chamber.cli.hits import show_hits

    as_json = FLAG in asked
    use_utf8(as_json)
    try:
        show_hits(hits, text, as_json)
    except BrokenPipeError:
        return reader_left()
    return 0


def _plain(arguments: Sequence[str]) -> dict[str, str] | None:
    """Options, with `search` and its `TEXT` if it is one, if all are as they should be."""
    asked: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        if argument == "search" and "search" not in asked:
            asked["search"] = ""
        elif argument.startswith("-"):
            name, sign, value = argument.partition("=")
            if name == FLAG and "search" in asked and not sign:
                asked[name] = ""
            elif name in (OWN if "search" in asked else GLOBAL):
                asked[name] = value if sign else next(rest, "")
            else:
                return None
        elif "search" in asked and "TEXT" not in asked:
            asked["TEXT"] = argument
        else:
            return None
    return asked if _is_right(asked) else None


def _is_right(asked: dict[str, str]) -> bool:
    limit = asked.get("--limit", "1")
    return (
        ("search" not in asked or bool(asked.get("TEXT", "").strip()))
        and asked.get("--lang", "zh") in ("zh", "en")
        and all(asked.get(name, "-") for name in GLOBAL)
        and limit.isascii()
        and limit.isdecimal()
        and 1 <= int(limit) <= MOST
        and not any("\ud800" <= character <= "\udfff" for text in asked.values() for character in text)
    )
