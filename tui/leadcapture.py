"""A new lead in one dialog: the fields of its kind first, every other one at a key."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from chamber.leads.capture import FIRST, LAST, OWN, asked
from chamber.outcome import Outcome
from chamber.workspace import Workspace
from tui import forms
from tui.forms import Form, Values


def lead_form(
    values: Mapping[str, Any] | None = None, save: Callable[[Workspace, Values], Outcome] | None = None
) -> Form:
    """From a guest, an enterprise or nothing: `values` fill it in beforehand."""
    form = forms.new_record("lead", values=values, save=save)
    order = list(dict.fromkeys((*FIRST, *(name for own in OWN.values() for name in own), *LAST)))
    place = {name: number for number, name in enumerate(order)}
    # Sections would tear apart what is asked together.
    first = [dataclasses.replace(one, group="") for one in form.fields if one.name in place]
    rest = [one for one in form.fields if one.name not in place]
    first.sort(key=lambda one: place[one.name])
    return dataclasses.replace(
        form, fields=(*first, *rest), brief=lambda texts: frozenset(asked(texts.get("kind", ""))), brief_by="kind"
    )
