"""Global search as both front ends ask it: any kind of record, the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from chamber.errors import Conflict, Invalid, NotFound
from chamber.i18n import N_, _, listed, meant

if TYPE_CHECKING:
    from chamber.workspace import Workspace
    from db.statements import Readable

NOUNS = {
    "enterprise": ("member", N_("Member")),
    "person": ("contact", N_("Contact")),
    "event": ("event", N_("Event")),
    "lead": ("lead", N_("Lead")),
    "office": ("office", N_("Office")),
    "policy": ("policy", N_("Policy")),
}
"""Kind → the command line's word and the label (msgid). Kept here so that searching loads no record; a test compares."""

KINDS = tuple(NOUNS)


class Found(NamedTuple):
    """A record that was found. `kind` is the entity, `spans` what matched in the title ([start, end)), `matched` what
    matched outside it (another name, a phone, a code)."""

    kind: str
    id: int
    code: str
    title: str
    detail: str
    spans: tuple[tuple[int, int], ...] = ()
    matched: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": noun(self.kind),
            "code": self.code,
            "title": self.title,
            "detail": self.detail,
            "matched": self.matched,
        }


def may_filter(text: str) -> bool:
    """Whether a text may hold filters or quotes; without them no field need be known. A sign within a word (`CF-2021`,
    `100-200`) is no negation."""
    return any(sign in text for sign in ':："“”＂「『') or any(word[0] in "-!！－" for word in text.split())


def noun(kind: str) -> str:
    """The word people say for a kind: `member` for an enterprise."""
    return NOUNS[kind][0]


def kind_named(text: str) -> str:
    """The kind meant by its entity or its noun. Raises `Invalid`."""
    wanted = text.strip().lower()
    names = {kind: kind for kind in KINDS} | {noun(kind): kind for kind in KINDS}
    if wanted in names:
        return names[wanted]
    import difflib

    near = difflib.get_close_matches(wanted, names, n=1)
    options = ", ".join(noun(kind) for kind in KINDS)
    said = _("{text} is not one of {options}").format(text=text, options=options)
    raise Invalid({"kind": meant(said, near)})


def search(ws: Workspace, text: str, *, kind: str = "", limit: int = 20) -> list[Found]:
    """Records that fit a text: Han characters, pinyin, initials, a phone or USCC fragment, a code; or filters in words
    beside it. Raises `Invalid`, `WordsError`."""
    if text.strip() and may_filter(text):
        from chamber.filtering import search_filtered

        return [Found(*hit) for hit in search_filtered(ws, text, (kind_named(kind),) if kind else KINDS, limit)]
    with ws.read() as reader:
        return search_plainly(reader.db, text, kind=kind, limit=limit)


def search_plainly(db: Readable, text: str, *, kind: str = "", limit: int = 20) -> list[Found]:
    """What a text without filters finds. Raises `Invalid`."""
    from chamber.search.index import find

    return [Found(*hit) for hit in find(db, text, (kind_named(kind),) if kind else None, limit)]


def locate(ws: Workspace, text: str) -> tuple[str, int]:
    """The one record of any kind a code or a part of its name means: (entity, id). Raises `NotFound`, `Conflict`."""
    from chamber.records import find as find_one
    from db.queries import lookup

    with ws.read() as reader:
        for kind in (*KINDS, "delivery"):
            ids = lookup.by_code(reader, kind, text.strip())
            if len(ids) == 1:
                return kind, ids[0]
        found: list[tuple[str, int]] = []
        near: dict[str, None] = {}
        for kind in KINDS:
            try:
                found.append((kind, find_one(reader, kind, text)))
            except NotFound as error:
                near |= dict.fromkeys(error.near)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(N_("Nothing found for {text}."), text=text, near=tuple(near)[:3])
    names = listed(_(NOUNS[kind][1]) for kind, _id in found)
    raise Conflict(N_("{text} fits several: {names}"), text=text, names=names, hint=N_("Give the code."))
