"""Boxes of a paper form: `□大型 □中型 ☑小型` says 小型."""

from __future__ import annotations

from chamber.text.patterns import pattern

_TICKED = "☑■✓✔√☒●◉🗹"
BOXES = f"□☐○◯〇{_TICKED}"
_BOX = pattern(f"[{BOXES}]")


def ticked(text: str) -> tuple[str, ...] | None:
    """The words whose box is ticked, in order; None for a text without boxes to choose from."""
    boxes = [match.start() for match in _BOX.finditer(text)]
    if not boxes or len(text) > 400:
        return None
    if text[: boxes[0]].strip():
        # 大型□ 小型☑: each box stands behind its word.
        starts = [0, *(place + 1 for place in boxes)]
        words = [text[start:place] for start, place in zip(starts, boxes, strict=False)]
    else:
        words = [text[place + 1 : after] for place, after in zip(boxes, [*boxes[1:], len(text)], strict=True)]
    chosen = [(text[place], word.strip(" \n\u3000、，,;；/|")) for place, word in zip(boxes, words, strict=True)]
    if not any(word for _, word in chosen):
        return None
    return tuple(word for box, word in chosen if box in _TICKED and word)
