"""Compiles the catalogue (zh/*.po) into the one .mo file the program loads, at build and at editable install."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogue(root: Path) -> None:
    """Merge every .po of a language into `LC_MESSAGES/chamber.mo`."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for folder in sorted((root / "chamber" / "locale").glob("*/LC_MESSAGES")):
        merged = Catalog(locale=folder.parent.name, charset="utf-8")
        for po in sorted(folder.glob("*.po")):
            with po.open("rb") as file:
                for message in read_po(file, locale=folder.parent.name):
                    if message.id and message.string:
                        merged.add(message.id, message.string, context=message.context)
        with (folder / "chamber.mo").open("wb") as file:
            write_mo(file, merged)


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogue(Path(self.root))


if __name__ == "__main__":
    compile_catalogue(Path(__file__).parent)
