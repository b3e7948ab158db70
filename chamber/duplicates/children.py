"""What hangs on two records that become one and may not simply stand there twice."""

from __future__ import annotations

from db.queries import duplicates as store
from db.session import Writer

_PRESENCE = ("未知", "未到", "请假", "现场加入", "到场")
"""From what tells least to what tells most."""


def one_place_an_event(writer: Writer, keep_id: int, drop_id: int) -> None:
    """Nobody comes to an event twice: what the second row says more goes into the first."""
    ours = {
        row["event_id"]: row
        for row in writer.rows("attendance", writer.referring("attendance", "person_id", [keep_id]))
    }
    for row in writer.rows("attendance", writer.referring("attendance", "person_id", [drop_id])):
        kept = ours.get(row["event_id"])
        if kept is None:
            continue
        changes = {name: value for name, value in row.items() if kept[name] is None and value is not None}
        if _rank(row["presence"]) > _rank(kept["presence"]):
            changes["presence"] = row["presence"]
        writer.update("attendance", [(kept["id"], changes)])
        writer.delete("attendance", [row["id"]])


def _rank(presence: str | None) -> int:
    return _PRESENCE.index(presence) if presence in _PRESENCE else -1


def end_what_was_withdrawn(writer: Writer, keep_id: int, drop_id: int) -> None:
    """A consent that one of the two withdrew must not live on in what the other gave before."""
    rows = writer.rows("consent", writer.referring("consent", "person_id", [keep_id]))
    rows += writer.rows("consent", writer.referring("consent", "person_id", [drop_id]))
    ended: dict[int, str] = {}
    for row in rows:
        if row["withdrawn_on"]:
            ended[row["office_id"]] = max(row["withdrawn_on"], ended.get(row["office_id"], ""))
    changes = [
        (row["id"], {"withdrawn_on": ended[row["office_id"]]})
        for row in rows
        if not row["withdrawn_on"] and row["obtained_on"] <= ended.get(row["office_id"], "")
    ]
    writer.update("consent", changes)


def stay_different(writer: Writer, entity: str, keep_id: int, drop_id: int) -> None:
    """Who was called different from the one that goes is different from the one that stays."""
    known = store.called_different(writer, entity)
    for row_id, left, right in store.called_different_from(writer, entity, drop_id):
        other = right if left == drop_id else left
        pair = (min(keep_id, other), max(keep_id, other))
        if other == keep_id or pair in known:
            writer.delete("not_duplicate", [row_id])
        else:
            writer.update("not_duplicate", [(row_id, {"left_id": pair[0], "right_id": pair[1]})])
