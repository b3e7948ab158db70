"""Tags and texts of a web page in one pass, whatever is broken about it.

The standard library's parser goes back over unclosed tags again and again, so a page made of them would never end.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

# No part of a tag may hold '<', so a failed attempt never runs past the next one.
_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9:]{0,30})((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>""")
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][-\w:.]*)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
# Their content is no markup.
_RAW = ("script", "style", "title", "textarea", "xml")


class Token(NamedTuple):
    """A start tag ('td' with attributes), an end tag ('/td') or a text ('' with `text`)."""

    tag: str
    attributes: str = ""
    text: str = ""


def tokens(page: str) -> Iterator[Token]:
    """The page's tags and the texts between them, in order; comments, scripts and declarations are left out."""
    position, end = 0, len(page)
    text_from = 0
    lowered = page.lower()
    while True:
        position = page.find("<", position)
        if position < 0:
            break
        if page.startswith(("<!--", "<!", "<?"), position):
            closing = "-->" if page.startswith("<!--", position) else ">"
            if text_from < position:
                yield Token("", text=page[text_from:position])
            after = page.find(closing, position)
            if after < 0:
                return
            position = text_from = after + len(closing)
            continue
        found = _TAG.match(page, position)
        if found is None:
            position += 1
            continue
        if text_from < position:
            yield Token("", text=page[text_from:position])
        name = found[2].lower()
        position = text_from = found.end()
        if found[1]:
            yield Token("/" + name)
            continue
        yield Token(name, found[3])
        if name in _RAW and not found[3].endswith("/"):
            after = lowered.find(f"</{name}", position)
            if after < 0:
                return
            position = text_from = after
    if text_from < end:
        yield Token("", text=page[text_from:])


def attributes(text: str) -> dict[str, str]:
    """A tag's attributes, names in lower case."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(text[:4000]):
        found.setdefault(name.lower(), html.unescape(value.strip("\"'")))
    return found
