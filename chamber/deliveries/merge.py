"""Three-way merging of one cell: what was sent, what came back, what we have now. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache

CLEAR = "【清空】"
"""Only this clears a cell; a blank one means no change."""


class Verdict(StrEnum):
    """What came of a cell."""

    UNCHANGED = "unchanged"
    THEIRS = "theirs"
    OURS = "ours"
    SAME = "same"
    """Both changed it to the same."""
    BOTH = "both"
    """Both changed it, differently: a person decides."""


def merge_cell(sent: str, theirs: str, ours: str) -> tuple[Verdict, str]:
    """The verdict and the value the cell should have (`ours` for BOTH, until a person decides)."""
    wanted = "" if is_clear(theirs) else theirs
    if not theirs.strip() or is_damaged(theirs) or same(wanted, sent):
        return (Verdict.UNCHANGED if same(ours, sent) else Verdict.OURS), ours
    if same(wanted, ours):
        return Verdict.SAME, ours
    return (Verdict.THEIRS if same(ours, sent) else Verdict.BOTH), wanted


def merge_versions(sent: str, versions: Sequence[str], ours: str, between: str = "\n") -> tuple[Verdict, str]:
    """The same for a row that came back several times (split rows): the versions that say something must agree; else a
    person decides, and sees them all, `between` between them."""
    spoken = [theirs for theirs in versions if theirs.strip() and not is_damaged(theirs) and not same(theirs, sent)]
    different = {canonical("" if is_clear(theirs) else theirs): theirs for theirs in reversed(spoken)}
    if len(different) > 1:
        return Verdict.BOTH, between.join(reversed(different.values()))
    return merge_cell(sent, spoken[0] if spoken else "", ours)


def is_clear(text: str) -> bool:
    return unicodedata.normalize("NFKC", text).strip().strip("[]【】") == "清空"


def is_damaged(text: str) -> bool:
    """What a spreadsheet shows where it failed to compute is nobody's answer."""
    return re.fullmatch(r"#(N/A|NAME\?|REF!|VALUE!|DIV/0!|NULL!|NUM!|SPILL!)|Err:\d+", text.strip()) is not None


def same(left: str, right: str) -> bool:
    """Whether two cell texts say the same: white space and full-width forms aside, 12,000, 12000.0 and 1.2E4 are
    one number."""
    return left == right or canonical(left) == canonical(right)


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """The text without what does not change its meaning in a cell."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    number = plain.replace(",", "")
    if re.fullmatch(r"-?\d{1,15}(\.\d+)?([eE][+-]?\d{1,2})?", number):
        try:
            return f"{Decimal(number).normalize():f}"
        except InvalidOperation:
            return plain
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:00:00:00)?", plain)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else plain
