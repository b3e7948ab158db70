"""By which version of the program tokens were made."""

from chamber.text.pinyin import TABLE_VERSION

TOKENIZER_VERSION = 100 * TABLE_VERSION + 2
"""Raised when the tokens of a record change; the index is then made anew."""
