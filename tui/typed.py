"""What fits what a person typed to find it: a part of its name, its pinyin or its initials."""

from __future__ import annotations


def fits(typed: str, *names: str) -> bool:
    """Whether what was typed is a part of one of the names, the initials of the first, or how the first begins in
    pinyin. Nothing typed fits all."""
    from chamber.text.folding import fold
    from chamber.text.pinyin import initials, spelling

    wanted = fold(typed)
    if not wanted or any(wanted in fold(name) for name in names):
        return True
    first = names[0]
    return wanted.isascii() and (any(wanted in one for one in initials(first)) or spelling(first).startswith(wanted))
