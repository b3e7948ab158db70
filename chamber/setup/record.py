"""The chamber's own record; sheets, warnings and defaults need it."""

from __future__ import annotations

from dataclasses import dataclass

from chamber.clock import DEFAULT_ZONE
from chamber.entity import Record, entity
from chamber.fields import Place, Text, described
from chamber.i18n import N_


@entity(name="chamber", noun="setup", label=N_("Chamber"), plural=N_("Chamber"), code="")
@dataclass(frozen=True, slots=True, kw_only=True)
class ChamberRecord(Record):
    """商会: whose people it gathers, where, and who reports."""

    name: str = described(Text(), N_("Name of the chamber"), required=True, width=30)
    home_division: str = described(
        Place(), N_("Hometown"), required=True, width=16, help=N_("Whose people the chamber gathers, such as 赤峰市")
    )
    host_division: str = described(
        Place(), N_("Host city"), width=16, help=N_("Where the chamber is, such as 呼和浩特市")
    )
    reporter: str = described(Text(), N_("Reporter"), width=12, help=N_("Who signs the lists (填报人)"))
    phone: str = described(Text(), N_("Phone"), width=16)
    timezone: str = described(Text(), N_("Time zone"), default=DEFAULT_ZONE, width=16)
