"""The tokens of codes and phones: those of many entries at once are those of each alone."""

from hypothesis import given
from hypothesis import strategies as st

from chamber.search import packed
from chamber.search.documents import documents
from db.search import Row, id_of

_CODES = st.one_of(
    st.integers(0, 200_000).map("Q{:05d}".format),
    st.integers(0, 99).map("CF-2021-{:04d}".format),
    st.text("QZ-09 ９é", max_size=5),
)
_PHONES = st.one_of(
    st.integers(0, 10**9 - 1).map("13{:09d}".format),
    st.integers(0, 10**7 - 1).map("0476-{:07d}".format),
    st.text("0689+-１", max_size=14),
)
_USCCS = st.one_of(st.just(""), st.integers(0, 10**9 - 1).map("91150402ma{:08X}".format), st.text("9aＡ ", max_size=12))
_ROWS = st.tuples(
    _CODES,
    st.lists(_CODES, max_size=2),
    st.lists(_PHONES, max_size=2),
    _USCCS,
    st.sampled_from(["赤峰松风", "曾乐", ""]),
    st.booleans(),
)


@given(st.lists(_ROWS, max_size=12))
def test_entries_have_the_tokens_they_have_alone(
    drawn: list[tuple[str, list[str], list[str], str, str, bool]],
) -> None:
    rows: list[Row] = [
        (place, code, title, "", packed.pack((), phones, uscc, codes, person))
        for place, (code, codes, phones, uscc, title, person) in enumerate(drawn)
    ]
    alone = [set(documents([row])[0].split()) for row in rows]
    assert [set(tokens.split()) for tokens in documents(rows)] == alone


def test_codes_phones_and_credit_codes_are_found_by_their_parts() -> None:
    text = packed.pack((), ("+86 138-1234-5678",), "91150402MA0N0B3C5X", ("CF-2021-0003",), False)
    row: Row = (id_of("enterprise", 1, True), "M00001", "", "", text)
    phone = {"y138", "z5678", *(f"t{'13812345678'[at : at + 4]}" for at in range(8))}
    codes = {"km00001", "cm", "c0", "c00", "c0000", "c0003", "kcf20210003", "cc", "ccf", "c2", "c20", "c2021"}
    for tokens in (*documents([row]), *documents([row] * 9)):
        assert set(tokens.split()) == phone | codes | {"v3c5x", "w91150402", "w91150402ma"}
