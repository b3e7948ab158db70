"""A field is described once: its kind knows how to parse, show, store and compare; its description knows the words.

Forms, table columns, detail panes, import mapping, export columns, command-line options, JSON and journal labels are
all made from `Field` descriptions found on the frozen dataclasses of `chamber.records`.
"""

from chamber.fields.base import Context, Field, Kind, Privacy, described
from chamber.fields.choices import Choice, Choices
from chamber.fields.dates import Date, DateTime
from chamber.fields.deadlines import Deadline
from chamber.fields.links import Link, Linked, LinkedText
from chamber.fields.numbers import Amount, Count, CountByName, Number
from chamber.fields.places import Place, Places
from chamber.fields.rows import Column, Rows
from chamber.fields.texts import Code, Email, Flag, Password, PersonName, Phones, Tags, Text, UsccCode

__all__ = [
    "Amount",
    "Choice",
    "Choices",
    "Code",
    "Column",
    "Context",
    "Count",
    "CountByName",
    "Date",
    "DateTime",
    "Deadline",
    "Email",
    "Field",
    "Flag",
    "Kind",
    "Link",
    "Linked",
    "LinkedText",
    "Number",
    "Password",
    "PersonName",
    "Phones",
    "Place",
    "Places",
    "Privacy",
    "Rows",
    "Tags",
    "Text",
    "UsccCode",
    "described",
]
