"""`chamber office`: liaison offices and others that receive lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chamber.cli.base import group
from chamber.cli.later import later
from chamber.cli.output import data
from chamber.cli.records import Noun, add_verbs
from chamber.cli.related import show_related
from chamber.entity import entity_of
from chamber.i18n import N_, _

if TYPE_CHECKING:
    from chamber.offices import service
    from chamber.workspace import Workspace
else:
    service = later("chamber.offices.service")

_DELIVERY = ("number", "mode", "rows", "new", "changed", "withdrawn", "stalled", "status", "made_at")


@group(N_("Liaison offices and others that receive lists"))
def office() -> None:
    pass


def _document(ws: Workspace, office_id: int) -> dict[str, Any]:
    found = service.detail(ws, office_id)
    document: dict[str, Any] = entity_of("office").to_json(found.office)
    document.pop("sort_key", None)
    return document | {
        "leads": found.leads,
        "deliveries": [entity_of("delivery").to_json(one, _DELIVERY) for one in found.deliveries],
        "consents": [entity_of("consent").to_json(one) for one in found.consents],
    }


def _more(ws: Workspace, office_id: int) -> None:
    found = service.detail(ws, office_id)
    data("")
    data(_("Leads it may have now: {count}").format(count=found.leads))
    show_related("delivery", found.deliveries, _DELIVERY)
    show_related("consent", found.consents, ("person", "categories", "obtained_on", "withdrawn_on"))


add_verbs(office, Noun("office", "office", document=_document, more=_more))
