"""Columns told by their values alone: codes, mobiles, companies, people, divisions, dates, amounts."""

from __future__ import annotations

from collections.abc import Mapping

from chamber.importing.looks import Looks
from chamber.importing.targets import Target

# What a looked-at column means for each target: look → path. A date or an amount means nothing without a title.
_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "members": {
        "code": "uscc",
        "company": "name",
        "mobile": "phones",
        "mail": "email",
        "person": "person.name",
        "post": "person.position",
        "place": "business_division",
    },
    "contacts": {
        "company": "enterprise",
        "mobile": "mobiles",
        "mail": "email",
        "person": "name",
        "post": "position",
        "place": "home_division",
    },
    "leads": {
        "company": "investor",
        "mobile": "contact_phones",
        "person": "contact",
        "post": "contact_position",
        "place": "target_division",
    },
    "attendance": {"company": "unit", "mobile": "phone", "person": "name", "post": "position"},
}
_SURE = 0.9
_WITHOUT_HEADER = {"members": {"date": "established_on"}}


def look_of(looks: Looks, within: str | None = None) -> str:
    """One word for what a column holds: code, mobile, mail, date, company, post, person, place, number, text, or ''."""
    if within not in looks.looked:
        looks.looked[within] = _looked(looks, within)
    return looks.looked[within]


def _looked(looks: Looks, within: str | None) -> str:
    if looks.empty:
        return ""
    for word, share, enough in (
        ("code", looks.codes, 0.6),
        ("mobile", looks.mobiles, 0.6),
        ("mail", looks.mails, 0.6),
        ("date", looks.dates, 0.8),
        ("company", looks.companies, 0.5),
        ("post", looks.posts, 0.6),
    ):
        if share >= enough:
            return word
    if looks.places(within) >= 0.7:
        return "place"
    if looks.people >= 0.7 and (looks.distinct >= 0.3 or len(looks.cells) < 10):
        return "person"
    return "number" if looks.share(lambda text: text.replace(",", "").replace(".", "", 1).isdigit()) >= 0.9 else "text"


def sure_look_of(looks: Looks) -> str:
    """What nearly all of at least three values are for certain (mobile, code, mail, company, person), or ''."""
    if len(looks.cells) < 3:
        return ""
    shares = (
        ("mobile", looks.mobiles),
        ("code", looks.codes),
        ("mail", looks.mails),
        ("company", looks.companies),
        ("person", looks.people),
    )
    return next((word for word, share in shares if share >= _SURE), "")


def meant_by(look: str, target: Target, *, titled: bool) -> str:
    """The path a look means in a target, or ''. A titled column is only taken where its values can't mean another
    thing."""
    if titled and look in ("place", "date", "post"):
        return ""
    path = _MEANINGS[target.name].get(look, "")
    return path or ("" if titled else _WITHOUT_HEADER.get(target.name, {}).get(look, ""))
