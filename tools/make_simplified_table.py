"""Writes `chamber/text/simplified_table.txt` from OpenCC's TSCharacters (Apache-2.0); run by hand when they change.

Usage: python tools/make_simplified_table.py TSCharacters.txt (of opencc-python-reimplemented 0.1.7)
Two lines of equal length: traditional characters, and below each its simplified one.
"""

import sys
from pathlib import Path

TABLE = Path(__file__).parent.parent / "chamber" / "text" / "simplified_table.txt"


def main(source: Path) -> None:
    pairs = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        traditional, simplified = line.split("\t")
        first = simplified.split(" ")[0]
        # Rare characters beyond the basic plane have no place in names of today.
        if len(traditional) == len(first) == 1 and traditional != first and max(traditional, first) < "\U00010000":
            pairs[traditional] = first
    head = "# Traditional characters and their simplified forms, from OpenCC (https://github.com/BYVoid/OpenCC, Apache-2.0)"
    TABLE.write_text(f"{head}\n{''.join(pairs)}\n{''.join(pairs.values())}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
