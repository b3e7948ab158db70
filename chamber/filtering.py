"""Shorten a list to what fits a few typed characters: the search index where there is one, else the title."""

from __future__ import annotations

from chamber.entity import entity_of
from chamber.lists import Condition, entity_name
from chamber.search.index import find
from chamber.workspace import Workspace

SEARCHED = ("enterprise", "person", "event", "lead", "office", "policy")
MOST = 500
"""Rows a filter shows at most, the best ones."""


def matching(ws: Workspace, view: str, text: str) -> Condition:
    """The condition under which a view shows what fits `text`: names, pinyin, initials, phones, codes."""
    entity = entity_name(view)
    if entity not in SEARCHED:
        return Condition(entity_of(entity).title, "contains", text)
    with ws.read() as reader:
        return Condition("id", "in", [hit.record_id for hit in find(reader.db, text, [entity], MOST)])
