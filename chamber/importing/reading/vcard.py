"""vCards, as telephones and card scanners export their address books (.vcf), as a sheet of a row a card.

Versions 2.1 to 4.0 (RFC 2426, RFC 6350): lines folded by a blank or by quoted-printable, text in the file's encoding or the one
a property names.
"""

from __future__ import annotations

import quopri
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from chamber.i18n import N_
from chamber.importing.reading import refusals
from chamber.importing.reading.workbook import Limits, Row, Sheet, trimmed

_TITLES = (
    "姓名", "单位", "部门", "职务", "联系电话", "传真", "邮箱", "地址", "生日", "微信", "网址", "标签", "备注", "其他",
)  # fmt: skip
_PLACES = {
    "FN": "姓名",
    "TITLE": "职务",
    "ROLE": "职务",
    "EMAIL": "邮箱",
    "BDAY": "生日",
    "X-WECHAT": "微信",
    "URL": "网址",
    "CATEGORIES": "标签",
    "NOTE": "备注",
}
# Pictures, keys, and what only programs need.
_OURS_NOT = frozenset(
    [
        "BEGIN",
        "END",
        "VERSION",
        "PRODID",
        "REV",
        "UID",
        "PHOTO",
        "LOGO",
        "SOUND",
        "KEY",
        "N",
        "CALSCALE",
        "SOURCE",
        "AGENT",
    ]
)
_LINE = re.compile(r"(?:[\w-]+\.)?(?P<name>[A-Za-z][\w-]*)(?P<params>(?:;[^:]*)?):(?P<value>.*)", re.DOTALL)
_HAN = re.compile(r"[㐀-鿿]")


def read_vcards(text: str, name: str, limits: Limits) -> Sheet:
    """The cards as a sheet with a row of titles; raises BadFile beyond the limits."""
    rows: list[Row] = [_TITLES]
    card: defaultdict[str, list[str]] = defaultdict(list)
    for line in _unfolded(text):
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        word = found["name"].upper()
        if word == "END":
            rows.append(_row(card))
            card.clear()
            if len(rows) > limits.rows:
                raise refusals.too_large(name, N_("lines"), limits.rows)
        else:
            _take(card, word, found["params"].upper(), found["value"])
    return Sheet(Path(name).stem, rows)


def _unfolded(text: str) -> Iterator[str]:
    """The lines with those put back together that were broken to fit."""
    whole = ""
    for line in text.splitlines():
        if line[:1] in (" ", "\t") and whole:
            whole += line[1:]
        elif whole.endswith("=") and "QUOTED-PRINTABLE" in whole.upper():
            whole = whole[:-1] + line
        else:
            yield whole
            whole = line
    yield whole


def _take(card: defaultdict[str, list[str]], word: str, params: str, value: str) -> None:
    if "QUOTED-PRINTABLE" in params:
        charset = re.search(r"CHARSET=([\w-]+)", params)
        value = _decoded(quopri.decodestring(value.encode("latin-1", "ignore")), charset[1] if charset else "utf-8")
    parts = [_plain(part) for part in re.split(r"(?<!\\);", value)]
    said = " ".join(filter(None, parts))
    if not said:
        return
    if word == "N":
        card["N"] = [_name(*(*parts, "", "")[:2])]
    elif word == "ORG":
        card["单位"].append(parts[0])
        card["部门"] += filter(None, parts[1:])
    elif word == "TEL":
        card["传真" if "FAX" in params else "联系电话"].append(said.removeprefix("tel:"))
    elif word == "ADR":
        # Box, annex, street, town, province, code, country: said from the large to the small.
        box, annex, street, town, province, *_ = (*parts, *("",) * 5)[:5]
        card["地址"].append("".join(filter(None, (province, town, street, annex, box))))
    elif word in _PLACES:
        card[_PLACES[word]].append(said)
    elif word not in _OURS_NOT:
        card["其他"].append(f"{word}: {said}")


def _row(card: defaultdict[str, list[str]]) -> Row:
    card["姓名"] = card["姓名"] or card["N"]
    return trimmed(["；".join(dict.fromkeys(card[title])) or None for title in _TITLES])


def _name(family: str, given: str) -> str:
    return f"{family}{given}" if _HAN.search(family + given) else f"{given} {family}".strip()


def _plain(part: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], part).strip()


def _decoded(raw: bytes, charset: str) -> str:
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return raw.decode("gb18030", "replace")
