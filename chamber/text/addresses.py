"""Where an enterprise is registered: an explicit district in the address wins, then that of its USCC.

With neither it is the prefecture, with a warning. Streets of Hohhot are named after the other leagues (鄂尔多斯东街,
昭乌达路): a place name counts only where an address begins, and never when a street word follows it.
"""

from __future__ import annotations

from chamber.i18n import N_
from chamber.text.cells import as_text, is_blank
from chamber.text.divisions import covers, level_of
from chamber.text.gazetteer import Divisions
from chamber.text.patterns import pattern
from chamber.text.values import Division, Parsed, Problem

_LEAD = pattern(r"\s*(?:(?:注册|经营|企业|公司|联系)?(?:地址|住所|场所)[:：]?\s*)?(?:中国(?!\())?\s*")
# Quarters that many cities have; alone they do not name a county of another city.
_COMMON = frozenset(
    {"新城区", "城区", "郊区", "矿区", "新区", "市中区", "城中区", "城关区", "向阳区", "新华区", "和平区", "东河区"}
)


def resolve_address(divisions: Divisions, address: object, uscc: str | None = None) -> Parsed[Division]:
    """The division of an address and a USCC (either may be empty); see the module for the rule."""
    text = as_text(address)
    code = divisions.current(uscc[2:8]) if uscc and len(uscc) == 18 and uscc[2:8].isdigit() else ""
    if code.endswith("0000"):
        code = ""
    county = code if code and level_of(code) == "county" else ""
    home = code[:4] + "00" if code else None
    if is_blank(text):
        return _concluded(divisions, county or code, str(uscc or "") if code else "")
    walk = divisions.walk(text, home, _LEAD.match(text).end())  # type: ignore[union-attr]
    named = walk.codes[0][:6] if len(walk.codes) == 1 else ""
    if walk.county and _believable(divisions, walk.county, code, text):
        return Parsed(divisions.get(walk.county))
    if walk.county or (
        named and level_of(named) == "county" and (county or not _believable(divisions, named, code, text))
    ):
        named = divisions.parent(named) if code and covers(code[:4] + "00", named) else ""
    if named and level_of(named) == "county":
        return Parsed(divisions.get(named))
    if named and not (code and covers(named, code)):
        # The address names another city than the code does; its districts are not known.
        return _concluded(divisions, named, text)
    return _concluded(divisions, county or code or named, text)


def _believable(divisions: Divisions, county: str, code: str, text: str) -> bool:
    """Whether a county in an address means that county. One of another city than the code's must come after its city,
    or be a full name of the same province that few other cities could use."""
    if not code or covers(code[:4] + "00", county):
        return True
    name = divisions.to_json(county)["name"]
    head = _LEAD.sub("", text, count=1)
    if not head.startswith((name, divisions.short(county))):
        return True
    return head.startswith(name) and name not in _COMMON and code[:2] == county[:2]


def _concluded(divisions: Divisions, code: str, text: str) -> Parsed[Division]:
    division = divisions.get(code) if code else None
    if division is None:
        if is_blank(text):
            return Parsed(None)
        return Parsed(None, (Problem("unknown", N_("No division found in the address: {text}"), {"text": text}),))
    if division.level == "county" or not divisions.children(division.code):
        return Parsed(division)
    params = {"text": text, "name": division.name}
    return Parsed(division, (Problem("prefecture", N_("Only {name} is known, not its district: {text}"), params),))
