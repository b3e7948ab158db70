"""`chamber contact`: people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chamber.cli.base import group
from chamber.cli.later import later
from chamber.cli.records import Noun, add_verbs
from chamber.cli.related import show_related
from chamber.entity import entity_of
from chamber.i18n import N_

if TYPE_CHECKING:
    from chamber.members import service
    from chamber.workspace import Workspace
else:
    service = later("chamber.members.service")


@group(N_("People"))
def contact() -> None:
    pass


def _document(ws: Workspace, person_id: int) -> dict[str, Any]:
    found = service.person_detail(ws, person_id)
    return entity_of("person").to_json(found.person) | {
        "posts": [entity_of("post").to_json(post) for post in found.posts],
        "attendance": [entity_of("attendance").to_json(guest) for guest in found.guests],
        "leads": [entity_of("lead").to_json(lead, ("code", "project", "stage")) for lead in found.leads],
    }


def _more(ws: Workspace, person_id: int) -> None:
    found = service.person_detail(ws, person_id)
    show_related("post", found.posts, ("title", "term", "since", "until"))
    show_related("attendance", found.guests, ("event", "role", "presence"))
    show_related("lead", found.leads, ("code", "project", "stage"))


add_verbs(contact, Noun("person", "person", document=_document, more=_more))
