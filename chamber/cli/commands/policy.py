"""`chamber policy`: what fairs present."""

from __future__ import annotations

from chamber.cli.base import group
from chamber.cli.records import Noun, add_verbs
from chamber.i18n import N_


@group(N_("Policies that fairs present"))
def policy() -> None:
    pass


add_verbs(policy, Noun("policy", "policy"))
