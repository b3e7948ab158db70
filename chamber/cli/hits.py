"""What a search found, as both ways to it show it."""

from __future__ import annotations

from collections.abc import Sequence

from chamber.cli.output import emit, say, show_table
from chamber.finding import NOUNS, Found
from chamber.i18n import _


def show_hits(hits: Sequence[Found], text: str, as_json: bool) -> None:
    if as_json:
        emit([hit.to_json() for hit in hits])
        return
    if not hits:
        say(_("Nothing found for {text}.").format(text=text))
        return
    rows = [(_(NOUNS[hit.kind][1]), hit.code, hit.title, hit.detail, hit.matched) for hit in hits]
    show_table([_("Kind"), _("Code"), _("Name"), _("About"), _("Found by")], rows)
