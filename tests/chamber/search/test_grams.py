"""The tokens of names: those made of pairs kept ready are all there are, and no others."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from chamber.search.grams import END, LEGAL_FORMS, START, legal_form, name_tokens
from chamber.search.sounds import sound, wide
from chamber.text.folding import fold
from chamber.text.pinyin import syllables

_PARTS = st.sampled_from(
    [
        *"赤峰和乐行长重曾任解查单华a1é股有限公司𠮷",
        "呼和浩特",
        "重庆",
        "银行",
        "欧阳",
        "尉迟",
        "单于",
        "音乐",
        "会计",
        "ABC",
    ]
)
_NAMES = st.tuples(st.lists(_PARTS, min_size=1, max_size=7), st.sampled_from(["", *LEGAL_FORMS])).map(
    lambda drawn: "".join(drawn[0]) + drawn[1]
)


def _plainly(name: str, person: bool) -> Iterator[str]:
    """Every window of a name in every way to read it, one after the other."""
    folded = fold(name)
    form = legal_form(folded)
    core = folded[: -len(LEGAL_FORMS[form])] if form >= 0 else folded
    tail = syllables(LEGAL_FORMS[form]) if form >= 0 else ()
    if form >= 0:
        yield f"q{form}"
    written = [wide(each) for each in core]
    yield from written
    yield from map("".join, zip(["«", *written], [*written, LEGAL_FORMS[form][0] if form >= 0 else END], strict=True))
    read = [tuple(map(sound, each)) for each in syllables(core, person)]
    for each in read:
        yield from each
    after = (sound(tail[0][0]),) if form >= 0 else (END,)
    for one, other in zip([(START,), *read], [*read, after], strict=True):
        yield from map("".join, product(one, other))
    firsts = [tuple(reading[0] for reading in readings) for readings in syllables(core, person)]
    letters = [(START,), *firsts, *([tail[0][0][0], tail[1][0][0]] if form >= 0 else [END])]
    for at in range(len(firsts) + 1):
        for window in (letters[at : at + 2], letters[at : at + 3]):
            for gram in product(*window):
                yield "i" + "".join(gram)


@given(name=_NAMES, person=st.booleans())
def test_a_name_has_the_tokens_of_every_window_and_way_to_read_it(name: str, person: bool) -> None:
    assert set(name_tokens(fold(name), person).split()) == set(_plainly(name, person))


def test_a_word_decides_how_a_character_in_it_is_read() -> None:
    assert sound("hang") in name_tokens("银行", False).split()
    assert sound("xing") not in name_tokens("银行", False).split()
    assert {sound("hang"), sound("xing")} <= set(name_tokens("行", False).split())
