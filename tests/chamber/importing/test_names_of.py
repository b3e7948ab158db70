"""What rows are called is the same for all at once and for each."""

import pytest

from chamber.importing.cells import Values
from chamber.importing.keys import name_of, names_of
from chamber.importing.targets import target_of


@pytest.mark.parametrize("kind", ["members", "contacts", "leads", "attendance"])
def test_rows_are_called_the_same_together_and_alone(kind: str) -> None:
    target = target_of(kind)
    names = ["赤峰松风商贸（集团）股份有限公司", None, "※※", "ＡＢＣ 商行", "张三\n李四"]
    investors = [None, "松风", "竹影", None, "※"]
    values = Values(len(names), {target.title: list(names), "investor": list(investors)})
    assert names_of(target, values) == [name_of(target, values, row) for row in range(len(names))]
    assert names_of(target, Values(2)) == [name_of(target, Values(2), row) for row in range(2)]
