"""The stages of a lead and the moves between them. They are data: a chamber may change them in its database."""

from __future__ import annotations

from dataclasses import dataclass

from chamber.errors import Invalid
from chamber.i18n import _, language, listed
from chamber.leads.record import STAGE_ALIASES, STAGES
from chamber.workspace import Reader
from db.queries import leads as store

FIRST = "线索登记"


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the path or an exit; an exit that needs one asks for a reason."""

    name: str
    position: int
    is_exit: bool
    needs_reason: bool

    def shown(self, lang: str) -> str:
        return STAGES.get(self.name, self.name) if lang == "en" else self.name


def all_stages(reader: Reader) -> tuple[Stage, ...]:
    """The path in order, then the exits."""
    found = (Stage(name, position, kind == "exit", reason) for name, position, kind, reason in store.stages(reader))
    return tuple(sorted(found, key=lambda stage: (stage.is_exit, stage.position)))


def moves_from(reader: Reader, stage: str) -> tuple[Stage, ...]:
    """Where a lead in `stage` may go, path first."""
    allowed = set(store.moves_from(reader, stage))
    return tuple(one for one in all_stages(reader) if one.name in allowed)


def stage_named(reader: Reader, text: str) -> Stage:
    """The stage a person means: its name, a usual short form (洽谈), its English label. Raises `Invalid`."""
    stages = all_stages(reader)
    wanted = text.strip()
    english = {label.lower(): name for name, label in STAGES.items()}
    names = {wanted, STAGE_ALIASES.get(wanted, ""), english.get(wanted.lower(), "")}
    for stage in stages:
        if stage.name in names:
            return stage
    starting = [stage for stage in stages if wanted and stage.name.startswith(wanted)]
    if len(starting) == 1:
        return starting[0]
    options = listed(stage.shown(language()) for stage in stages)
    raise Invalid({"stage": _("{text} is not one of {options}").format(text=wanted, options=options)}, entity="lead")
