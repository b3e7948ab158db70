"""What is compared, and what is said of two records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from chamber.i18n import N_, _, listed
from chamber.text.names import CompanyName


class Tier(StrEnum):
    """How sure it is. Only a person merges; `CERTAIN` says that nothing speaks against it."""

    CERTAIN = "certain"
    LIKELY = "likely"


TIERS = {Tier.CERTAIN: N_("certain"), Tier.LIKELY: N_("likely")}


@dataclass(frozen=True, slots=True)
class Company:
    """What of an enterprise is evidence. `city` is a prefecture's four digits or ''; `people` are keys of names."""

    id: int
    name: CompanyName
    others: tuple[str, ...] = ()
    """Keys of its short and former names."""
    uscc: str = ""
    city: str = ""
    phones: frozenset[str] = frozenset()
    representative: str = ""
    people: frozenset[str] = frozenset()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Individual:
    """What of a contact is evidence. `unit` is the key of the enterprise's or the written unit's name."""

    id: int
    name: str
    mobiles: frozenset[str] = frozenset()
    landlines: frozenset[str] = frozenset()
    unit: str = ""
    id_number: str = ""
    email: str = ""
    wechat: str = ""
    birthday: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two records may be one: a score in bits (each doubles the odds), how sure, and why (msgids)."""

    score: float
    tier: Tier
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of one kind that may be the same; `left` was filed first."""

    entity: str
    left: int
    right: int
    left_title: str
    right_title: str
    left_code: str
    right_code: str
    verdict: Verdict

    @property
    def reasons(self) -> str:
        """Why, in the active language."""
        return listed(_(one) for one in self.verdict.reasons)

    @property
    def score(self) -> int:
        """From 0 to 100, for a person: 50 is where a pair is worth looking at."""
        return max(0, min(100, round(50 + (self.verdict.score - WORTH_A_LOOK) * 5)))

    def to_json(self) -> dict[str, object]:
        return {
            "left": {"code": self.left_code, "title": self.left_title},
            "right": {"code": self.right_code, "title": self.right_title},
            "score": self.score,
            "tier": str(self.verdict.tier),
            "reasons": [_(one) for one in self.verdict.reasons],
        }


WORTH_A_LOOK = 9.0
"""Bits of evidence from which a pair is proposed."""
CERTAIN_FROM = 14.0
"""Bits of evidence from which nothing more is needed."""
