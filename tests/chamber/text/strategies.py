"""What people type: texts made of the characters each kind of value is written with."""

from hypothesis import strategies as st

ANYTHING = (
    st.text(max_size=30)
    | st.floats()
    | st.integers()
    | st.datetimes()
    | st.dates()
    | st.times()
    | st.none()
    | st.booleans()
)


def written(characters: str, size: int = 24) -> st.SearchStrategy[str]:
    """Texts of these characters."""
    return st.text(st.sampled_from(characters), max_size=size)
