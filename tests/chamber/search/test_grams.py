"""The tokens of names: those made of pairs kept ready are all there are, and no others."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from chamber.search.grams import END, LEGAL_FORMS, START
from chamber.search.names import names_tokens
from chamber.search.sounds import sound, wide
from chamber.text.folding import BESIDE, fold
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


def legal_form(folded: str) -> int:
    """The place of the form a name ends with, -1 for none. A form alone is a name."""
    ends = (place for place, form in enumerate(LEGAL_FORMS) if folded.endswith(form) and folded != form)
    return next(ends, -1)


def name_tokens(name: str, person: bool) -> str:
    return names_tokens([name], person)[0]


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
    assert set(name_tokens(name, person).split()) == set(_plainly(name, person))


_AS_WRITTEN = st.one_of(_NAMES, st.text(max_size=6), st.sampled_from(["（", "“", "\n", " ", "Ａ", "ぁ", "ё行"]))
_RECORDS = st.lists(st.lists(st.lists(_AS_WRITTEN, max_size=2).map("".join), min_size=1, max_size=3), max_size=6)


@given(records=_RECORDS, person=st.booleans())
def test_what_stands_beside_a_name_changes_nothing_of_its_tokens(records: list[list[str]], person: bool) -> None:
    made = names_tokens([BESIDE.join(names).replace("\x1f", "") for names in records], person)
    alone = [
        {token for name in names for part in name.split(BESIDE) if fold(part) for token in _plainly(part, person)}
        for names in records
    ]
    assert [set(tokens.split()) for tokens in made] == alone


def test_a_word_decides_how_a_character_in_it_is_read() -> None:
    assert sound("hang") in name_tokens("银行", False).split()
    assert sound("xing") not in name_tokens("银行", False).split()
    assert {sound("hang"), sound("xing")} <= set(name_tokens("行", False).split())
