"""Several choices in one text."""

from datetime import date
from itertools import permutations

import pytest

from chamber.fields import Choices, Context
from chamber.leads.record import LEAD_KINDS
from chamber.members.industries import INDUSTRIES

WHERE = Context(today=date(2026, 9, 30))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("options", [INDUSTRIES, LEAD_KINDS], ids=["industries", "kinds"])
def test_every_choice_reads_back_alone_and_beside_any_other(options, lang):
    kind = Choices(options)
    for one in options:
        assert kind.parse(kind.show((one,), lang), WHERE).value == (one,)
    for pair in permutations(options, 2):
        parsed = kind.parse(kind.show(pair, lang), WHERE)
        assert (parsed.value, parsed.problems) == (pair, ())


@pytest.mark.parametrize("text", ["投资，引才", "投资/引才", "投资; 引才", "investment + talent", " 投资、、引才 "])
def test_any_usual_separator_will_do(text):
    assert Choices(LEAD_KINDS).parse(text, WHERE).value == ("投资", "引才")


def test_what_is_no_choice_is_told_and_the_others_kept():
    parsed = Choices(LEAD_KINDS).parse("投资、别的", WHERE)
    assert parsed.value == ("投资",)
    assert parsed.problems
