"""The template of an office's sheet: its columns, their order, titles and widths, and the words around them.

Only what differs from the official form is kept. What an office may have is decided by its treatments and consents, not
here: a template takes columns in or leaves them out, and never shows more of them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace

from chamber.deliveries.layout import TITLES_EN, SheetColumn, official, plain_title
from chamber.deliveries.offered import REQUIRED, offered, refusal
from chamber.i18n import N_, _, language

FORMS = ("weekly", "full")
LANGS = ("zh", "en")
WORDS = {"title": 80, "line": 120, "signature": 300, "footer": 60}
"""The words a sheet may have of its own → how long: title, reporting line, signature below, foot of the page."""
PLACEHOLDERS = {
    "单位": "unit",
    "对接单位": "office",
    "期次": "issue",
    "日期": "date",
    "年": "year",
    "月": "month",
    "日": "day",
    "方式": "mode",
    "批次": "delivery",
    "填报人": "reporter",
    "电话": "phone",
}
"""What may stand in braces in the words, in Chinese or English."""
NARROWEST, WIDEST, LONGEST_TITLE = 3, 60, 40
_BRACES = re.compile(r"[{｛]\s*([^{}｛｝]*?)\s*[}｝]")


@dataclass(frozen=True, slots=True)
class Taken:
    """A column that is taken in; '' and 0 mean as in the official form."""

    key: str
    title: str = ""
    title_en: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """`words` maps (`title`, `zh`) and the like to the office's own words; those that are not there are the usual ones."""

    form: str
    columns: tuple[Taken, ...]
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def is_official(self) -> bool:
        return self == usual(self.form)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns)

    def at(self, key: str) -> int:
        """The place of a column, counted from 0; -1 when it is not taken in."""
        return self.keys.index(key) if key in self.keys else -1

    def take_in(self, key: str, at: int | None = None) -> Template:
        """With a column more, at the end of the chamber's columns unless a place is given."""
        if key in self.keys:
            return self
        feedback = {column.key for column in offered(self.form).values() if column.feedback}
        last = len(self.columns)
        while key not in feedback and last and self.columns[last - 1].key in (*feedback, "mark", "changes"):
            last -= 1
        return self._moved(list(self.columns), Taken(key), last if at is None else at)

    def leave_out(self, key: str) -> Template:
        return replace(self, columns=tuple(column for column in self.columns if column.key != key))

    def move(self, key: str, at: int) -> Template:
        """With a column at another place, counted from 0."""
        left = [column for column in self.columns if column.key != key]
        return self._moved(left, self.columns[self.at(key)], at) if key in self.keys else self

    def _moved(self, left: list[Taken], one: Taken, at: int) -> Template:
        at = max(0, min(at, len(left)))
        return replace(self, columns=(*left[:at], one, *left[at:]))

    def change(
        self, key: str, *, title: str | None = None, english: str | None = None, width: int | None = None
    ) -> Template:
        """With another title, English title or width of a column; what is as in the official form is not kept."""
        plain, column = offered(self.form)[key], self.columns[self.at(key)]
        if title is not None:
            column = replace(column, title=_own(title, plain.title))
        if english is not None:
            column = replace(column, title_en=_own(english, title_en(plain)))
        if width is not None:
            column = replace(column, width=0 if width == plain.width else width)
        return replace(self, columns=tuple(column if one.key == key else one for one in self.columns))

    def say(self, word: str, lang: str, text: str) -> Template:
        """With other words, '' for the usual ones."""
        clean = "\n".join(line for part in text.strip().splitlines() if (line := part.strip()))
        words = {at: said for at, said in self.words.items() if at != (word, lang)}
        return replace(self, words=words | ({(word, lang): clean} if clean else {}))

    def sheet_columns(self, withheld: Collection[str] = ()) -> tuple[SheetColumn, ...]:
        """The columns of the sheet without those the office is not given."""
        return tuple(_as_column(one, self.form) for one in self.columns if one.key not in withheld)

    def text(self, word: str, lang: str, values: Mapping[str, str]) -> str:
        """The office's own words with what stands in braces filled in, '' for the usual ones.

        Who signs an English sheet signs it in the Chinese words when there are no others; the foot likewise.
        """
        own = self.words.get((word, lang), "") or (self.words.get((word, "zh"), "") if word in _SAID_ANYWAY else "")
        return _BRACES.sub(lambda found: values.get(meaning(found[1]), found[0]), own).strip()

    def dump(self) -> str:
        columns = [{name: value for name, value in asdict(one).items() if value} for one in self.columns]
        words = {f"{word}.{lang}": text for (word, lang), text in sorted(self.words.items())}
        return json.dumps({"columns": columns, "words": words}, ensure_ascii=False)

    @classmethod
    def load(cls, form: str, text: str) -> Template:
        data = json.loads(text)
        words = {(at.partition(".")[0], at.partition(".")[2]): said for at, said in data["words"].items()}
        known = offered(form)
        return cls(form, tuple(Taken(**one) for one in data["columns"] if one["key"] in known), words)


_SAID_ANYWAY = ("signature", "footer")
"""Words that have no usual ones to stand in for them in another language."""


def usual(form: str) -> Template:
    """The official form."""
    return Template(form, tuple(Taken(column.key) for column in official(form)))


def title_en(column: SheetColumn) -> str:
    return column.title_en or TITLES_EN.get(column.key, column.title)


def _own(text: str, plain: str) -> str:
    """A title in one line, '' when it is the usual one."""
    title = re.sub(r"\s+", " ", text).strip()
    return "" if title == plain else title


def meaning(name: str) -> str:
    """What a name in braces stands for, as one of the English ones; itself when it is none."""
    plain = unicodedata.normalize("NFKC", name).strip().lower()
    return PLACEHOLDERS.get(plain, plain)


def _as_column(one: Taken, form: str) -> SheetColumn:
    column = offered(form)[one.key]
    return replace(
        column,
        title=one.title or column.title,
        title_en=one.title_en or column.title_en,
        width=one.width or column.width,
        wrap=column.wrap or one.width > column.width,
    )


def refusals(template: Template, withheld: Collection[str], before: Template) -> dict[str, str]:
    """What is wrong with a template for an office that is not given `withheld`, by column or word, in the active
    language. A column that was there `before` may stay though it is withheld by now: it is left out of the sheets."""
    found: dict[str, str] = {}
    known = offered(template.form)
    titles: dict[str, str] = {plain_title(_KEY_TITLE): ""}
    for one in template.columns:
        why = _refused(one, template, withheld if one.key not in before.keys else ())
        if not why and one.key in known:
            column = _as_column(one, template.form)
            for title in {plain_title(column.title), plain_title(title_en(column))}:
                if not title:
                    why = _("The title {title} has no letters.").format(title=column.title)
                elif titles.setdefault(title, one.key) != one.key:
                    why = _("Another column has the title {title}.").format(title=column.title)
        if why:
            found[known[one.key].title if one.key in known else one.key] = why
    for key in REQUIRED:
        if key not in template.keys and key not in withheld:
            found[known[key].title] = _("This column must stay: the list can't be read or answered without it.")
    return found | _wrong_words(template)


_KEY_TITLE = "chamber:key"


def _refused(one: Taken, template: Template, withheld: Collection[str]) -> str:
    if one.key not in offered(template.form):
        return refusal(one.key) or _("There is no such column.")
    if template.keys.count(one.key) > 1:
        return _("It stands there twice.")
    if one.key in withheld:
        return _("This office is not given it (不给); change that at the office first.")
    if any(len(title) > LONGEST_TITLE for title in (one.title, one.title_en)):
        return _("A title has at most {count} characters.").format(count=LONGEST_TITLE)
    if any(character in "{}｛｝" for character in one.title + one.title_en):
        return _("Nothing is filled in in the title of a column; leave the braces out.")
    if any(not character.isprintable() for character in one.title + one.title_en):
        return _("A title holds letters and marks only.")
    if one.width and not NARROWEST <= one.width <= WIDEST:
        return _("A column is {least} to {most} characters wide.").format(least=NARROWEST, most=WIDEST)
    return ""


def _wrong_words(template: Template) -> dict[str, str]:
    found = {}
    for (word, lang), text in template.words.items():
        label = _(WORD_LABELS[word]) + (" (en)" if lang == "en" else "")
        unknown = [name for name in _BRACES.findall(text) if meaning(name) not in PLACEHOLDERS.values()]
        lone = any(character in "{}｛｝" for character in _BRACES.sub("", text))
        if unknown:
            found[label] = _("Nothing is filled in for {name}; these are: {names}").format(
                name=f"{{{unknown[0]}}}", names=_known_names()
            )
        elif lone:
            found[label] = _("A brace stands alone; these are filled in: {names}").format(names=_known_names())
        elif len(text) > WORDS[word]:
            found[label] = _("It has at most {count} characters.").format(count=WORDS[word])
        elif "\n" in text and word != "signature":
            found[label] = _("It is one line.")
        elif text.count("\n") > 4:
            found[label] = _("It has at most {count} lines.").format(count=5)
        elif any(not character.isprintable() for character in text if character != "\n"):
            found[label] = _("It holds letters and marks only.")
    return found


def _known_names() -> str:
    """What may stand in braces, in the active language; who reads English may write either."""
    if language() == "en":
        return ", ".join(f"{{{english}}} or {{{name}}}" for name, english in PLACEHOLDERS.items())
    return "、".join(f"{{{name}}}" for name in PLACEHOLDERS)


WORD_LABELS = {
    "title": N_("Title line"),
    "line": N_("Reporting line"),
    "signature": N_("Signature"),
    "footer": N_("Page footer"),
}
