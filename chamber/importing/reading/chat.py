"""接龙: a roll pasted from a chat, one numbered line a person, as a sheet whose columns are named.

'1. 王某 赤峰××公司 138…'; lines such as '电话：138…' below an entry belong to it. Who joins sends the whole roll again:
of entries that come again word for word the first counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from chamber.importing.reading.chat_entry import LABELLED, TITLES, has_phone, is_heading, parts_of
from chamber.importing.reading.workbook import BLANK, Row, Sheet, without_trailing_blanks

_ENTRY = re.compile(
    r"(?:[(（【\[]?(?P<plain>\d{1,6})\s*[.．、)）:：】\]](?:\ufe0f?\u20e3)?|(?P<round>[①-⑳㉑-㉟❶-❿])|(?P<keys>(?:\d\ufe0f?\u20e3){1,3}))"
    r"\s*[.．、:：]?\s*(?!\d)(?P<said>.*)",
    re.DOTALL,
)
# A number with nothing but a space after it counts only where the next number is due.
_LOOSE = re.compile(
    r"(?P<plain>\d{1,4})[\s\u3000]+(?P<said>[^\d\s].*)|(?P<bare>\d{1,4})(?=[\u3400-\u9fff])(?![年月日点时人位])(?P<rest>.*)",
    re.DOTALL,
)
_SHORT_TEXT = 5_000
_LONGEST_ROLL = 100_000
_FEWEST_ENTRIES = 3
_MOST_FURTHER = 3
_INLINE = re.compile(r"(?<!\d)(\d{1,3})\s*[.．、]\s*(?=[\u3400-\u9fff])")
_STARTS = re.compile(r"(?:^|\n)\s*$")
_HAN = re.compile(r"[\u3400-\u9fff]")
# What a chat writes above a message: who, and when.
_SENT = re.compile(
    r".{0,30}\d{1,4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s+\d{1,2}:\d{2}(?::\d{2})?.{0,16}|.{1,20}\s\d{1,2}:\d{2}(?::\d{2})?"
)
_NAMED = re.compile(r"[^\d。！!？?：:]{1,80}")
_SENTENCE = re.compile(r".*[。！!；;]$")


def looks_like_roll(text: str) -> bool:
    """Whether the text is a chat roll: it says so, or most of its lines are numbered in order."""
    lines = [stripped for line in broken_up(text[:200_000]).splitlines() if (stripped := line.strip())]
    entries = [entry for line in lines if (entry := _entry(line)) and entry[1]]
    if not entries or sum(bool(_SENTENCE.fullmatch(said)) for _, said in entries) > 0.5 * len(entries):
        return False
    if "接龙" in "".join(lines[:5]):
        return True
    if _is_headed(lines):
        return False
    rising = sum(after == before + 1 or after == 1 for (before, _), (after, _) in pairwise(entries))
    told = sum(1 for line in lines if not _SENT.fullmatch(line) and not LABELLED.fullmatch(line))
    labelled = sum(bool(LABELLED.fullmatch(line)) for line in lines)
    enough = 3 if labelled < len(entries) else 2
    return len(entries) >= enough and len(entries) >= 0.6 * told and rising >= 0.8 * (len(entries) - 1)


def _is_headed(lines: Sequence[str]) -> bool:
    """Whether the first line names columns, and all others are parted as it is: a table that numbers its first cells."""
    head, *others = lines
    if not others or _entry(head) or not _NAMED.fullmatch(head):
        return False
    return any(sign in head and {line.count(sign) for line in others} == {head.count(sign)} for sign in ",;\t")


def broken_up(text: str) -> str:
    """A text of a line or two that numbers several people, 1. 王某 2. 李某 3. 张某, with each on a line of its own."""
    if len(text) > _SHORT_TEXT or text.strip().count("\n") > 2:
        return _gathered(text) if len(text) <= _LONGEST_ROLL else text
    found = list(_INLINE.finditer(text))
    numbers = [int(one[1]) for one in found]
    if len(found) < 3 or numbers != list(range(1, len(found) + 1)):
        return text
    return _INLINE.sub(lambda one: one[0] if _STARTS.search(text[: one.start()]) else f"\n{one[0].strip()}", text)


def _gathered(text: str) -> str:
    """A roll whose entries go on over further lines, a name, a firm and a phone each on one of its own, with every entry on
    a line; the others are blank then. Any other text as it is."""
    lines = text.splitlines()
    starts = [place for place, line in enumerate(lines) if _entry(line.strip())]
    numbers = [entry[0] for place in starts if (entry := _entry(lines[place].strip()))]
    if len(starts) < _FEWEST_ENTRIES or numbers != list(range(1, len(starts) + 1)):
        return text
    ends = [*starts[1:], len(lines)]
    more = [
        [place for place in range(start + 1, end) if lines[place].strip()]
        for start, end in zip(starts, ends, strict=True)
    ]
    told = [[lines[place].strip() for place in places] for places in more]
    phones = sum(any(map(has_phone, one)) for one in told)
    alone = not any(has_phone(lines[start]) for start in starts)
    if not alone or phones < 0.6 * len(starts) or max(map(len, told)) > _MOST_FURTHER:
        return text
    if any(LABELLED.fullmatch(line) for one in told for line in one):
        return text
    for start, places in zip(starts, more, strict=True):
        lines[start] = " ".join([lines[start], *(lines[place].strip() for place in places)])
        for place in places:
            lines[place] = ""
    return "\n".join(lines)


def looks_like_lines(text: str) -> bool:
    """Whether the text is a list without numbers, a person a line: words set apart by single blanks, and a phone."""
    lines = [
        stripped
        for line in text[:200_000].splitlines()
        if (stripped := line.strip()) and not (_SENT.fullmatch(stripped) and not has_phone(stripped))
    ]
    people = sum(has_phone(line) and _HAN.search(line) is not None for line in lines)
    return len(lines) >= 3 and people >= 0.6 * len(lines) and max(map(len, lines)) <= 80 and "\t" not in text


def read_roll(text: str, name: str) -> Sheet:
    """The roll as a sheet; lines that are no entry stay as one cell."""
    lines: list[tuple[int, str] | str] = []
    seen: set[tuple[int, str]] = set()
    last = above = 0
    for number, line in enumerate(broken_up(text).splitlines()):
        stripped = line.strip()
        entry = _entry(stripped, last + 1 if last else 0)
        opened = lines[above] if lines else ""
        if entry and entry not in seen:
            seen.add(entry)
            last, above = entry[0], number
            lines.append(entry)
        elif LABELLED.fullmatch(stripped) and isinstance(opened, tuple):
            lines[above] = (opened[0], f"{opened[1]} {stripped}")
            lines.append("")
        else:
            last = entry[0] if entry else last
            above = number
            lines.append(stripped)
    rows: list[Row] = [parts_of(*line) if isinstance(line, tuple) else (line,) if line else BLANK for line in lines]
    return Sheet(name, without_trailing_blanks(rows), titles=TITLES)


def read_lines(text: str, name: str) -> Sheet:
    """A list without numbers as such a sheet; lines without a phone above the first with one are titles."""
    rows: list[Row] = []
    count = 0
    grouped = sum(map(is_heading, text.splitlines())) > 1
    for line in text.splitlines():
        stripped = line.strip()
        if grouped and is_heading(stripped):
            rows.append((stripped,))
        elif stripped and (has_phone(stripped) or (count and not _SENT.fullmatch(stripped))):
            count += 1
            rows.append(parts_of(count, stripped))
        else:
            rows.append((stripped,) if stripped else BLANK)
    return Sheet(name, without_trailing_blanks(rows), titles=TITLES)


def _entry(line: str, due: int = 0) -> tuple[int, str] | None:
    """The number and the words of an entry; `due` is the number that would come next."""
    found = _ENTRY.fullmatch(line)
    if found:
        return _number(found["plain"] or found["round"] or re.sub(r"\D", "", found["keys"])), found["said"]
    loose = _LOOSE.fullmatch(line) if due else None
    if loose and _number(loose["plain"] or loose["bare"]) == due:
        return due, loose["said"] or loose["rest"]
    return None


def _number(digits: str) -> int:
    plain = unicodedata.normalize("NFKC", digits)
    return int(plain) if plain.isdecimal() else 0
