"""Countries whose public holidays are known, by name in the current language."""

from __future__ import annotations

from functools import cache

from babel import Locale

from app.domain.names import fold
from app.i18n import current_language


def countries() -> tuple[tuple[str, str], ...]:
    """Return pairs of code and name, sorted by name; takes a while the first time."""
    return _countries(current_language())


@cache
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    # Loading it takes a quarter of a second; its list of supported countries loads them all.
    from holidays.registry import COUNTRIES  # noqa: PLC0415

    names = Locale(language).territories
    codes = {names_and_codes[1] for names_and_codes in COUNTRIES.values()}
    pairs = ((code, names.get(code, code)) for code in codes)
    return tuple(sorted(pairs, key=lambda pair: fold(pair[1])))
