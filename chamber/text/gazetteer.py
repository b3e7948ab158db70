"""Finding a division by what people write: full names, short names, former names, banners by their first syllable."""

from __future__ import annotations

import difflib
import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from chamber.i18n import N_
from chamber.text.cells import as_text, is_blank
from chamber.text.divisions import covers, level_of, other_names, prefix_of, short_name
from chamber.text.patterns import pattern
from chamber.text.simplified import to_simplified
from chamber.text.values import Division, Parsed, Problem

OFFICIAL, USUAL, SEAT = range(3)
_GAP = pattern(r"[\s/\-,，、·>|.:;]*")
# A street, a square or a firm named after a place is not the place: 鄂尔多斯东街, 锡林南路, 赤峰大厦.
STREET = pattern(
    r"[东西南北中前后内外一二三四五六七八九十0-9]{0,2}(?:大?街(?!道)|大?路|大道|巷|胡同|环路|段(?!家)|桥|广场|花园|小区|大厦|大酒店|宾馆"
    r"|饭店|商[场厦城]|市场|公园|公路|高速|立交|医院|学校|车站|电厂|水库|监狱)"
)
_SIDE = pattern(r"[左右前中后东西]旗|[左右]翼?[前中后]旗")
_DOUBT = pattern(r"\s*(?:[?~]+|\(?(?:待定|待核实?|拟|暂定|不确定)\)?)\s*$")
_LEAD = pattern(r"^(?:祖籍|原籍|籍贯|老家|家乡|来自|出生地?|出生[于在])(?:是|在|为)?[:\s]*")
_BRACKET = pattern(r"([^()]+)\(([^()]+)\)")
_SPACE = pattern(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_TAIL = pattern(r"(?:籍|人|等地?|境内|本地)$")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a gazetteer is made of: rows of `db.reference`."""

    divisions: tuple[tuple[str, str], ...]
    townships: tuple[tuple[str, str], ...] = ()
    superseded: Callable[[], tuple[tuple[str, tuple[str, ...]], ...]] = tuple
    """Codes no longer in use with those they became; asked for with the first such code, which is rare."""
    provinces: tuple[tuple[str, tuple[str, ...]], ...] = ()
    aliases: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Walk:
    """What the names at the start of a text lead to: the codes it may mean, where they end, and the county if it was
    named as one (`赛罕区`, `克旗`; not by a bare 红山 or one of its townships)."""

    codes: tuple[str, ...]
    end: int
    county: str = ""


def _otherwise(plain: str) -> Iterator[str]:
    """Other ways of writing what a text says: simplified, without spaces, what stands in brackets as a part of its own."""
    simple = to_simplified(plain)
    if simple != plain:
        yield simple
    if (together := _SPACE.sub("", simple)) != simple:
        yield together
    if bracket := _BRACKET.fullmatch(simple):
        yield f"{bracket[1]}/{bracket[2]}"
        yield f"{bracket[2]}/{bracket[1]}"


class Divisions:
    """The divisions of a reference, by code and by name. Codes no longer in use lead to those in use now."""

    def __init__(self, reference: Reference) -> None:
        self._names = dict(reference.divisions) | dict(reference.townships)
        self._superseded = reference.superseded
        self._usual: dict[str, str] = {}
        # By strength, since nearly every name is one code of one strength: held with every chamber that is open.
        self._index: tuple[dict[str, tuple[str, ...]], ...] = ({}, {}, {})
        self._children: dict[str, list[str]] = {}
        for code, name in self._names.items():
            self._children.setdefault(self.parent(code), []).append(code)
            self._add(name, code, OFFICIAL)
            for other in other_names(name) if len(code) == 6 else ():
                self._add(other, code, USUAL)
        for code, names in reference.provinces:
            self._usual[code] = names[0]
            for name in names:
                self._add(name, code, USUAL)
        for code, names, seats in reference.aliases:
            for name in names:
                self._add(name, code, USUAL)
            for name in seats:
                self._add(name, code, SEAT)
        self._sorted = sorted({name for names in self._index for name in names if len(name) > 1})
        self._starting = lru_cache(maxsize=8192)(self._starting_with)
        self.find = lru_cache(maxsize=8192)(self._find)
        self.get = lru_cache(maxsize=None)(self._get)
        self._fits = lru_cache(maxsize=8192)(self._narrow)

    def _add(self, name: str, code: str, strength: int) -> None:
        codes = self._index[strength]
        codes[name] = (*codes.get(name, ()), code)

    def _meant(self, name: str) -> dict[str, int]:
        """The codes a name may stand for, each with how strong a name of it it is."""
        found: dict[str, int] = {}
        for strength, names in enumerate(self._index):
            for code in names.get(name, ()):
                found.setdefault(code, strength)
        return found

    def _starting_with(self, start: str) -> tuple[str, ...]:
        """The names that begin with two characters, the longest first."""
        if len(start) < 2:
            return ()
        first, end = bisect_left(self._sorted, start), bisect_left(self._sorted, start + chr(sys.maxunicode))
        return tuple(sorted(self._sorted[first:end], key=len, reverse=True))

    @cached_property
    def _now(self) -> dict[str, tuple[str, ...]]:
        return dict(self._superseded())

    def parent(self, code: str) -> str:
        """The code of the division it lies in; '' for a province."""
        level = level_of(code)
        if level == "township":
            return code[:6]
        if level == "county" and code[:4] + "00" in self._names:
            return code[:4] + "00"
        return "" if level == "province" else code[:2] + "0000"

    def _get(self, code: str) -> Division | None:
        """The division of a code; of one no longer in use what it is now, if that is one division."""
        code = self.current(code)
        name = self._names.get(code)
        return Division(code, name, level_of(code), self.path(code)) if name else None

    def current(self, code: str) -> str:
        """The code in use now; a code that was split leads to what its parts have in common; '' if unknown."""
        if code in self._names:
            return code
        now = self._now.get(code, ())
        if len(now) == 1:
            return now[0]
        for length in (4, 2):
            heads = {one[:length] for one in now} or {code[:length]}
            head = heads.pop()
            whole = head.ljust(6, "0")
            if not heads and whole in self._names:
                return whole
        return ""

    def path(self, code: str) -> str:
        """`内蒙古自治区/赤峰市/敖汉旗`."""
        names = []
        while code:
            names.append(self._names.get(code, code))
            code = self.parent(code)
        return "/".join(reversed(names))

    def name(self, code: str) -> str:
        """The shortest full name that finds this division again: 敖汉旗, but 呼和浩特市新城区."""
        division = self.get(code)
        if division is None:
            return code
        name, outer = division.name, self.parent(division.code)
        while outer and not self._only(name, division.code):
            name, outer = self._names[outer] + name, self.parent(outer)
        return name

    def short(self, code: str) -> str:
        """The name as people say it: 赤峰, 敖汉, 内蒙古."""
        division = self.get(code)
        return self._usual.get(code) or short_name(division.name) if division else code

    def _only(self, name: str, code: str) -> bool:
        found = self._find(name, None)
        return found.value is not None and found.value.code == code and not found.problems

    def region_names(self) -> tuple[tuple[str, str], ...]:
        """(name, code) as company names use them, the larger first: full names, short ones of provinces, cities,
        banners and county-level cities (not of districts: 和平, 新华 are trade names too)."""
        rows = [(name, code) for code, name in self._names.items() if len(code) == 6]
        for name in self._index[USUAL]:
            for code, strength in self._meant(name).items():
                wide = level_of(code) in ("province", "prefecture")
                if strength == USUAL and len(name) > 1 and (wide or self._names[code][-1] in "旗市"):
                    rows.append((name, code))
        return tuple(sorted(rows, key=lambda row: len(prefix_of(row[1]))))

    def to_json(self, code: str) -> dict[str, str]:
        """`{"code", "name", "path"}` with the official name."""
        division = self.get(code)
        return division.to_json() if division else {"code": code, "name": code, "path": code}

    def children(self, code: str = "") -> tuple[Division, ...]:
        """The divisions right below, by code; without a code the provinces."""
        found = (self.get(child) for child in sorted(self._children.get(code, ())))
        return tuple(division for division in found if division)

    def covers(self, outer: str, inner: str) -> bool:
        """Whether `inner` is `outer` or lies inside it; codes no longer in use count as what they are now."""
        return bool(outer and inner) and covers(self.current(outer) or outer, self.current(inner) or inner)

    def outside(self, code: str, within: str) -> Problem | None:
        """The warning for a division that is not one of `within`'s."""
        if not code or not within or self.covers(within, code):
            return None
        params = {"text": self.name(code), "within": self.name(within)}
        return Problem("outside", N_("{text} is not part of {within}"), params)

    def _find(self, text: str, within: str | None = None) -> Parsed[Division]:
        """The division a cell names. `within` (a code) breaks ties between namesakes and lets 左旗 mean its own."""
        plain = as_text(text)
        if is_blank(plain) and plain != "?":
            return Parsed(None)
        if re.fullmatch(r"\d{6}|\d{9}|\d{12}", plain):
            return self._by_code(plain)
        problems: list[Problem] = []
        doubt = _DOUBT.search(plain)
        if doubt:
            plain = plain[: doubt.start()]
            problems.append(Problem("doubt", N_("The sheet itself is not sure: {text}"), {"text": text}, "doubt"))
        plain = _LEAD.sub("", plain)
        codes, rest = self._read(plain, within)
        if rest or not codes:
            said = (self._read(other, within) for other in _otherwise(plain))
            codes, rest = next((one for one in said if len(one[0]) == 1 and not one[1]), (codes, rest))
        if not codes:
            return self._unknown(text, plain, within)
        if len(codes) > 1:
            names = "、".join(self.path(code) for code in codes[:6])
            params = {"text": text, "names": names}
            return Parsed(None, (Problem("several", N_("{text} may be any of {names}"), params, "doubt"),))
        if rest:
            params = {"text": text, "name": self._names[codes[0]]}
            problems.append(
                Problem("rest", N_('Read as {name}; the rest of "{text}" is not a division'), params, "doubt")
            )
        return Parsed(self.get(codes[0]), tuple(problems))

    def _read(self, plain: str, within: str | None) -> tuple[tuple[str, ...], str]:
        """What a text may mean, and what stands behind the names in it."""
        walk = self.walk(plain, within)
        return walk.codes, _TAIL.sub("", plain[walk.end :].strip(" ()/,、"))

    def _by_code(self, code: str) -> Parsed[Division]:
        # 150430000000 is a county as statistics write it, 150430100000 a township.
        code = code[:9] if len(code) == 12 else code
        code = code[:6] if code.endswith("000") else code
        division = self.get(code) or self.get(code[:6])
        if division is None:
            return Parsed(None, (Problem("code", N_("No division has the code {text}"), {"text": code}, "doubt"),))
        if division.code == code:
            return Parsed(division)
        params = {"text": code, "name": division.name}
        return Parsed(division, (Problem("superseded", N_("{text} is no longer in use; now {name}"), params),))

    def _unknown(self, text: str, plain: str, within: str | None) -> Parsed[Division]:
        scope = prefix_of(within)[:2] if within else ""
        names = [name for code, name in self._names.items() if len(code) == 6 and code.startswith(scope)]
        near = difflib.get_close_matches(plain[:12], names, n=3, cutoff=0.6)
        if near:
            params = {"text": text, "names": "、".join(near)}
            return Parsed(None, (Problem("near", N_("No division is called {text}; is it {names}?"), params, "doubt"),))
        return Parsed(None, (Problem("unknown", N_("No division is called {text}"), {"text": text}, "doubt"),))

    def walk(self, text: str, within: str | None = None, position: int = 0) -> Walk:
        """Follow the names at the start of a text down from the largest.

        `内蒙古自治区赤峰市敖汉旗新惠镇` ends at the township. Several codes: namesakes that nothing tells apart.
        """
        codes: tuple[str, ...] = ()
        county = ""
        while True:
            start = _GAP.match(text, position).end()  # type: ignore[union-attr]
            below = self._at(text, start, codes, within)
            if below is None:
                return Walk(codes, position, county)
            codes, position = below
            level = level_of(codes[0])
            if level == "county" and len(codes) == 1 and text[position - 1] in "区县旗市":
                county = codes[0]
            if level == "township":
                return Walk(codes, position, county)

    def _at(
        self, text: str, start: int, scopes: tuple[str, ...], within: str | None
    ) -> tuple[tuple[str, ...], int] | None:
        """The longest name at `start` that lies inside one of `scopes` (all, when empty)."""
        for name in self._starting(text[start : start + 2]):
            if not text.startswith(name, start):
                continue
            end = start + len(name)
            codes, strength = self._fits(name, scopes, within)
            if not codes or (strength > OFFICIAL and STREET.match(text, end)):
                continue
            if strength == SEAT and not scopes and within is None and end < len(text):
                continue
            return codes, end
        return self._in_context(text, start, scopes, within)

    def _narrow(self, name: str, scopes: tuple[str, ...], within: str | None) -> tuple[tuple[str, ...], int]:
        """What a name means inside `scopes`, and how strong a name it is (OFFICIAL, USUAL, SEAT).

        Namesakes are narrowed down: inside `within`, then in its province, then official names, then the larger.
        """
        fits = {
            code: strength
            for code, strength in self._meant(name).items()
            if not scopes or any(code != scope and covers(scope, code) for scope in scopes)
        }
        if not fits:
            return (), SEAT
        codes = list(fits)
        for scope in (within, within[:2] + "0000") if within else ():
            codes = [code for code in codes if covers(scope, code)] or codes
        best = min(fits[code] for code in codes)
        codes = [code for code in codes if fits[code] == best]
        length = min(len(prefix_of(code)) for code in codes)
        return tuple(code for code in codes if len(prefix_of(code)) == length), min(fits.values())

    def _in_context(
        self, text: str, start: int, scopes: tuple[str, ...], within: str | None
    ) -> tuple[tuple[str, ...], int] | None:
        """An abbreviation only its own city understands: 左旗 in 赤峰 is 巴林左旗; 蒙 and 京 alone are provinces."""
        scope = scopes[0] if len(scopes) == 1 else within if not scopes else None
        match = _SIDE.match(text, start)
        if match and scope:
            codes = [code for code in self._inside(scope) if self._names[code].endswith(match.group())]
            if len(codes) == 1:
                return (codes[0],), match.end()
        if not scopes and len(text) - start == 1 and (meant := self._meant(text[start])):
            return tuple(meant), len(text)
        return None

    def _inside(self, scope: str) -> list[str]:
        """The counties of a division."""
        prefix = prefix_of(scope)
        return [
            code for code in self._names if len(code) == 6 and code.startswith(prefix) and level_of(code) == "county"
        ]
