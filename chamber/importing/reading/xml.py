"""Reading XML of strangers: no entity is declared, no reference followed, and a fault is a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from chamber.importing.reading import refusals

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def parse(name: str, chunks: Iterable[bytes | str], start: Start, end: End, text: Text) -> None:
    """Feed `chunks` to the handlers, which see names as written (prefixes included).

    `name` is the file's, for the refusal. Raises BadFile for malformed XML and for entity declarations.
    """

    def no_entities(*_: object) -> int:
        raise refusals.entities(name)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = no_entities
    parser.ExternalEntityRefHandler = no_entities
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise refusals.damaged(name, str(error)) from error


def local(tag: str) -> str:
    """A name without its prefix: 'x:row' → 'row'."""
    return tag.rpartition(":")[2]


def local_attributes(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by their names without prefixes."""
    return {key.rpartition(":")[2]: value for key, value in attributes.items()}
