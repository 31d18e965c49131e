"""The company that a letter to a platform is sent to."""

from __future__ import annotations

from docgen.localization import country_name
from docgen.plan.brief import Brief
from docgen.platforms import Company, Platform

__all__ = ["company_of", "postal_address"]


def company_of(brief: Brief, platform: Platform | None) -> Company | None:
    """Return the company that runs the platform for the place, tried from the most exact code to `*`."""
    code = brief.law.code
    tried = [code, code.partition("-")[0], *brief.law.overlays, "*"]
    companies = platform.companies if platform else ()
    return next((each for place in tried for each in companies if place in each.places), None)


def postal_address(brief: Brief, company: Company) -> str | None:
    """Return the lines of the company’s postal address, or None where none is known.

    Abroad the country stands last, in capitals, in the language of the letter, as the Universal Postal Union asks; a
    reading copy shows the line of the letter itself.
    """
    if not company.address:
        return None
    own = brief.law.code.partition("-")[0]
    abroad = company.country if company.country != own else ""
    locale = brief.document_language or brief.wording.locale_id
    return "\n".join([*company.address, country_name(abroad, locale).upper()] if abroad else company.address)
