"""What section rows say about the records below them: a post, a stage, a division, a department, a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chamber.fields import Context
from chamber.importing.looks import Looks
from chamber.importing.targets import Target

_TABLE = re.compile(r"第?\s*[\d一二三四五六七八九十]{1,3}\s*号?桌|[\d一二三四五六七八九十A-Z]{1,3}桌|主桌|\d+号")
_SEAT = re.compile(r"第[\d一二三四五六七八九十]{1,3}[排列座]|[\d一二三四五六七八九十]{1,3}[排列]|[前后中][排区]|主席台")
_SEVERAL = ("post.title", "tags")
"""A post said in a column and above its holders is one post: the section fills what the column leaves out."""


def fields_of(levels: Sequence[Looks], target: Target, context: Context, held: set[str]) -> list[str]:
    """The path of each level of sections, outermost first, '' for one that is only kept; `held` are those of columns."""
    taken = set(held)
    found: list[str] = []
    # From the inside: what a section within another says is the nearer.
    for looks in reversed(levels):
        field = next((path for path in _offers(target, looks, context) if path not in taken or path in _SEVERAL), "")
        found.append(field)
        taken.add(field)
    return found[::-1]


def _offers(target: Target, looks: Looks, context: Context) -> list[str]:
    """The paths that section texts may mean, the surest first."""
    choices = {"attendance": "role", "members": "post.title", "leads": "stage"}
    fields = []
    if target.party and looks.companies >= 0.6:
        fields.append(target.party)
    if path := choices.get(target.name):
        fields += [path] if looks.readable(target.fields[path].field.kind, context) >= 0.6 else []
    if target.name == "attendance":
        fields += [path for path, form in (("table", _TABLE), ("seat", _SEAT)) if looks.share(form.fullmatch) >= 0.6]
    if looks.places(context.within) >= 0.6:
        # A roll by banners is one by home only where the banners are those of the chamber's own home city.
        if target.name == "leads":
            fields.append("target_division")
        elif context.within and _inside(looks, context.within) >= 0.6 and "home_division" in target.fields:
            fields.append("home_division")
    return [*fields, "tags"] if "tags" in target.fields else fields


def _inside(looks: Looks, within: str) -> float:
    from chamber.divisions import divisions

    gazetteer = divisions()
    return looks.share(
        lambda text: (found := gazetteer.find(text, within).value) and gazetteer.covers(within, found.code)
    )
