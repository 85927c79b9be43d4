"""Where and when the company works, from the settings."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.localtime import get_localzone

from app.exchange.calendar_feed import Office
from app.settings import AFTERNOON, COMPANY, LOGO, MORNING, ORGANISER, ORGANISER_EMAIL, TIME_ZONE

if TYPE_CHECKING:
    from app.exchange.calendar_feed import Times
    from app.settings import Setting, Settings

_TIMES = re.compile(r"\s*(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})\s*")


def office_of(settings: Settings) -> Office:
    """Return what calendar entries need; what was not set is taken from this computer."""
    return Office(
        company=settings.get(COMPANY),
        time_zone=time_zone_of(settings),
        morning=_times(settings, MORNING),
        afternoon=_times(settings, AFTERNOON),
        organiser=settings.get(ORGANISER),
        organiser_email=settings.get(ORGANISER_EMAIL).strip(),
        logo=settings.get(LOGO),
    )


def time_zone_of(settings: Settings) -> str:
    """Return the company's time zone by its name in the world's list, for instance Europe/Moscow.

    What is in no list counts as not set; then it is that of this computer.
    """
    own = getattr(get_localzone(), "key", "")
    return next(name for name in (settings.get(TIME_ZONE), own, "UTC") if _is_zone(name))


def _is_zone(name: str) -> bool:
    try:
        return bool(name) and ZoneInfo(name) is not None
    except (ValueError, OSError, KeyError):
        return False


def _times(settings: Settings, setting: Setting[str]) -> Times:
    for text in (settings.get(setting), setting.default):
        found = _TIMES.fullmatch(text)
        if found is None:
            continue
        first_hour, first_minute, last_hour, last_minute = map(int, found.groups())
        try:
            times = dt.time(first_hour, first_minute), dt.time(last_hour, last_minute)
        except ValueError:
            continue
        if times[0] < times[1]:
            return times
    raise ValueError(f"the default of {setting.key} is no time")
