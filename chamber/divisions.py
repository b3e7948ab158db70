"""The gazetteer of the divisions shipped with the program."""

from __future__ import annotations

from functools import lru_cache

from chamber.text.addresses import resolve_address
from chamber.text.gazetteer import Divisions, Reference
from chamber.text.names import CompanyName, CompanyNames
from db import reference

__all__ = ["Divisions", "company_names", "divisions", "parse_company", "resolve_address"]


@lru_cache(maxsize=1)
def divisions() -> Divisions:
    """The one gazetteer; made when first asked for, in some 40 ms."""
    return Divisions(
        Reference(
            reference.divisions(),
            reference.townships(),
            reference.superseded,
            reference.provinces(),
            reference.aliases(),
        )
    )


@lru_cache(maxsize=1)
def company_names() -> CompanyNames:
    """The one reader of companies' names, with the regions of the gazetteer."""
    return CompanyNames(divisions().region_names())


def parse_company(name: str) -> CompanyName:
    """A company's name taken apart: core, regions, legal form, branch, numbers."""
    return company_names().parse(name)
