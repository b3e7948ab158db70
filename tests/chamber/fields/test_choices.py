"""Several choices in one text."""

from datetime import date
from itertools import permutations

import pytest

from chamber.fields import Choice, Choices, Context
from chamber.leads.record import LEAD_KINDS
from chamber.members.industries import INDUSTRIES, INDUSTRY_ALIASES, section_of
from chamber.text.values import Parsed

INDUSTRY = Choice(INDUSTRIES, INDUSTRY_ALIASES, section_of)
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


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("软件和信息技术服务业", "信息传输、软件和信息技术服务业"),
        ("畜牧业", "农、林、牧、渔业"),
        ("酒、饮料和精制茶制造业", "制造业"),
    ],
)
def test_a_division_of_the_classification_is_filed_under_its_section(text, section):
    assert Choice(INDUSTRIES, INDUSTRY_ALIASES).parse(text, WHERE).value == section


def test_a_ticked_box_is_the_choice_and_none_ticked_is_blank():
    size = Choice({"大型": "large", "小型": "small"})
    assert size.parse("□大型 ☑小型", WHERE).value == "小型"
    assert size.parse("□大型 □小型", WHERE) == Parsed("")
    assert size.parse("☑大型 ☑小型", WHERE).value is None
    assert Choices(LEAD_KINDS).parse("☑投资 □引智 ☑引才", WHERE).value == ("投资", "引才")


@pytest.mark.parametrize("text", ["远山（集团）公司", "远山(集团)公司", "ＡＢＣ公司", "-"])
def test_an_option_means_itself_whatever_the_width_of_its_characters(text):
    kind = Choice({"远山(集团)公司": "a", "远山（集团）公司": "b", "ＡＢＣ公司": "c", "-": "d"})
    assert kind.parse(text, WHERE).value == text
    assert kind.match("abc公司") == "ＡＢＣ公司"


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("C制造业", "制造业"), ("C 制造业", "制造业"), ("F-批发和零售业", "批发和零售业"), ("(E)建筑业", "建筑业"),
        ("13 农副食品加工业", "制造业"), ("F51", "批发和零售业"), ("5162", "批发和零售业"), ("0111", "农、林、牧、渔业"),
        ("酒店", "住宿和餐饮业"), ("环保", "水利、环境和公共设施管理业"),
    ],
)  # fmt: skip
def test_an_industry_is_known_by_its_code_and_by_what_people_call_it(text, section):
    assert INDUSTRY.parse(text, WHERE) == Parsed(section)


@pytest.mark.parametrize("text", ["F13", "98", "00", "111", "制造业、批发业"])
def test_a_code_that_contradicts_itself_or_says_two_is_asked_about(text):
    assert INDUSTRY.parse(text, WHERE).value is None
