"""Public holidays by country."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.errors import InputError
from app.i18n import current_language

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class PublicDays:
    """Holidays with their names, and weekend days that are worked."""

    holidays: dict[dt.date, str]
    working_weekends: frozenset[dt.date]


def public_days(country: str | None, first: dt.date, last: dt.date) -> PublicDays:
    """Return the public calendar of ``country`` (ISO 3166 code), none if it is None.

    Raises
    ------
    InputError
        If no calendar of that country is known.
    """
    if not country:
        return PublicDays({}, frozenset())
    return _of_years(country.upper(), first.year, last.year, current_language())


@lru_cache(maxsize=32)
def _of_years(country: str, first: int, last: int, language: str) -> PublicDays:
    import holidays  # noqa: PLC0415 - a tenth of a second that few starts need

    try:
        calendar = holidays.country_holidays(
            country, years=range(first, last + 1), language=_spoken(country, language)
        )
    except NotImplementedError as error:
        raise InputError("unknown-country", country=country) from error
    return PublicDays(dict(calendar.items()), frozenset(calendar.weekend_workdays))


def _spoken(country: str, language: str) -> str | None:
    import holidays  # noqa: PLC0415

    known = holidays.list_localized_countries().get(country, [])
    wanted = {"en": ("en_US", "en_GB", "en"), "ru": ("ru",)}[language]
    return next((each for each in wanted if each in known), None)
