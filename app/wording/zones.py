"""Time zones by city and country in the current language."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location

from app.domain.names import fold
from app.i18n import current_language


def zones() -> tuple[tuple[str, str], ...]:
    """Return pairs of name and "Moscow (Russia)", sorted; takes a while the first time."""
    return _zones(current_language())


@cache
def _zones(language: str) -> tuple[tuple[str, str], ...]:
    territories = Locale(language).territories
    found = []
    for name, territory in get_global("zone_territories").items():
        if territory in territories and name in _available():
            # Of "Argentina/Buenos Aires" the distinct part comes first.
            city = get_timezone_location(name, locale=language, return_city=True).split("/")[-1]
            found.append((name, f"{city} ({territories[territory]})"))
    return tuple(sorted(found, key=lambda pair: fold(pair[1])))


@cache
def _available() -> frozenset[str]:
    return frozenset(available_timezones())
