"""Text files that lie beside the modules that read them."""

import os


def shipped(name: str) -> str:
    """All of a file. Found without pathlib, which a search from the command line would wait for."""
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()
