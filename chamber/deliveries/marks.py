"""What a row of a list for an office is marked with. Kept apart because a first screen counts by it and needs no more."""

NEW, CHANGED, WITHDRAWN, STALLED = "新增", "变更", "撤回", "无进展"

_ENGLISH = {NEW: "new", CHANGED: "changed", WITHDRAWN: "withdrawn", STALLED: "no progress"}


def mark_of(mark: str, lang: str) -> str:
    """As the sheet says it in its language."""
    return mark if lang == "zh" else _ENGLISH.get(mark, mark)
