"""Organisation and post in one text."""

import pytest
from hypothesis import given

from chamber.text.units import unit_and_position
from tests.chamber.text.strategies import written


@pytest.mark.parametrize(
    ("text", "unit", "position"),
    [
        ("内蒙古某某科技有限公司 董事长", "内蒙古某某科技有限公司", "董事长"),
        ("内蒙古某某集团董事长兼总经理", "内蒙古某某集团", "董事长兼总经理"),
        ("某某公司销售部经理", "某某公司", "销售部经理"),
        ("内蒙古某某（集团）有限公司赤峰分公司经理", "内蒙古某某（集团）有限公司赤峰分公司", "经理"),
        ("赤峰市某某局局长", "赤峰市某某局", "局长"),
        ("红山区区长", "红山区", "区长"),
        ("某某商会秘书长", "某某商会", "秘书长"),
        ("某某银行某某分行副行长", "某某银行某某分行", "副行长"),
        ("某某文化传媒 总经理", "某某文化传媒", "总经理"),
        ("ABC公司/CEO", "ABC公司", "CEO"),
        ("总经理", "", "总经理"),
        ("某某集团有限公司", "某某集团有限公司", ""),
        ("呼和浩特市赤峰商会", "呼和浩特市赤峰商会", ""),
        ("甲公司 乙公司", "甲公司 乙公司", ""),
        ("红山区招商局", "红山区招商局", ""),
    ],
)
def test_an_organisation_and_a_post_are_taken_apart(text, unit, position):
    assert unit_and_position(text) == (unit, position)


@given(written("赤峰市某某公司集团局长董事总经理（）()、/ ABC分行"))
def test_nothing_of_the_text_is_lost(text):
    kept = "".join(unit_and_position(text))
    left = [char for char in text if not char.isspace() and char not in "、,，;；/|—–-"]
    assert [char for char in kept if char not in " 、/"] == [char for char in left if char not in "、/"]
