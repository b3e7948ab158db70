"""Writing the file of a past delivery again, and telling plainly how it is like the one that was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from chamber.deliveries.keeping import stored_rows
from chamber.deliveries.layout import PERSONAL_KEYS, Layout
from chamber.deliveries.rendering import fill, target_of
from chamber.deliveries.service import own_delivery
from chamber.deliveries.sheaf import Sheaf
from chamber.deliveries.withheld import rows_shown
from chamber.errors import Invalid, NotAllowed
from chamber.i18n import N_, _
from chamber.offices.record import Office
from chamber.privacy.record import ERASED
from chamber.records import get
from chamber.workspace import Workspace


class Likeness(StrEnum):
    """How a file that was made again is like the one that was sent."""

    BYTES = "bytes"
    CELLS = "cells"
    """Every cell is the same, but the file was packed otherwise: by an earlier version, in another encoding, locked."""
    KIND = "kind"
    """The cells are the same in another kind of file."""
    ERASED = "erased"
    """Personal cells were erased since."""


_WORDS = {
    Likeness.BYTES: N_("Byte for byte the file that was sent (SHA-256 {ours})."),
    Likeness.CELLS: N_(
        "Every cell is as it was sent, but the file is not the same byte for byte: an earlier version made it, or it had "
        "another encoding or a password. SHA-256 of the one that was sent: {sent}; of this one: {ours}."
    ),
    Likeness.KIND: N_("Every cell is as it was sent; the file that was sent was another kind ({kind})."),
    Likeness.ERASED: N_(
        "Personal data was erased since it was sent: those cells no longer hold it, all others are as they were."
    ),
}


USUAL = "utf-8-sig"
_ENCODINGS = (USUAL, "gb18030", "utf-8")
"""Of a csv."""


@dataclass(frozen=True, slots=True)
class Recreated:
    """A file that was made again; `sent` is the SHA-256 of the one that was sent, `kind` its kind."""

    path: Path
    sha256: str
    sent: str
    kind: str
    likeness: Likeness

    @property
    def words(self) -> str:
        """How it is like the one that was sent, in the active language."""
        return _(_WORDS[self.likeness]).format(ours=self.sha256, sent=self.sent or "-", kind=self.kind)

    def to_json(self) -> dict[str, Any]:
        return {
            "path": str(self.path),
            "sha256": self.sha256,
            "sent_sha256": self.sent,
            "same": self.likeness.value,
        }


def recreate(
    ws: Workspace,
    delivery_id: int,
    path: Path | None = None,
    file_format: str | None = None,
    encoding: str | None = None,
    password: str | None = None,
) -> Recreated:
    """Write the file of a past delivery again, cell for cell; a csv in the encoding it was sent in unless one is named,
    an xlsx encrypted when there is a `password`.

    Raises `BadFile`, `Invalid` for a password on another kind of file, and `NotAllowed` for another office's.
    """
    from chamber.exporting.files import new_file

    with ws.read() as reader:
        found = own_delivery(ws, get(reader, "delivery", delivery_id))
        office: Office = get(reader, "office", (found.office.id if found.office else None) or 0)
        rows = stored_rows(reader, delivery_id)
        if ws.officer is not None and list(rows_shown(ws, reader, delivery_id)) != list(rows):
            raise NotAllowed(
                N_("Somebody whose data is in this list withdrew the consent since: it is not written again."),
                hint=N_("Take the full list as it is now: chamber export leads --full"),
            )
    kind = found.file_format or "xlsx"
    chosen = file_format or kind
    if password and chosen != "xlsx":
        raise Invalid({"password": _("Only an xlsx file can be encrypted.")})
    target = target_of(path, found.number, found.mode, office, chosen)
    if chosen == kind == "xlsx":
        rows = _as_cut(rows)
    with new_file(target) as file:
        # Which of its encodings a csv was sent in is not on record, but what its bytes were is.
        for one in (encoding or USUAL,) if encoding or chosen != "csv" or kind != "csv" else (*_ENCODINGS, USUAL):
            file.out.seek(0)
            file.out.truncate()
            fill(file, Layout.load(found.layout), rows, found.number, chosen, one, password)
            digest = file.sha256()
            if digest == found.sha256:
                break
        file.place()
    if digest == found.sha256:
        likeness = Likeness.BYTES
    elif any(_was_erased(row.cells) for row in rows):
        likeness = Likeness.ERASED
    else:
        likeness = Likeness.CELLS if chosen == kind else Likeness.KIND
    return Recreated(target, digest, found.sha256, kind, likeness)


def _as_cut(rows: Sheaf) -> Sheaf:
    """The rows as they stood in an xlsx: the first versions cut what no cell can hold, later ones refuse such a list."""
    from chamber.exporting.streaming import LONGEST, fitting

    if all(len(text) <= LONGEST // 2 for part in rows.parts() for texts in part.columns.values() for text in texts):
        return rows
    return Sheaf.of(replace(row, cells={key: fitting(text) for key, text in row.cells.items()}) for row in rows)


def _was_erased(cells: Mapping[str, str]) -> bool:
    """Erasing leaves its word, or three stars where there was a mask; a masked name or number never is just that."""
    return any(cells.get(key) == ERASED for key in PERSONAL_KEYS) or "***" in (
        cells.get("contact"),
        cells.get("contact_phones"),
    )
