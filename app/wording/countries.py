"""Countries whose public holidays are known, by name in the current language."""

from __future__ import annotations

from functools import cache

from babel import Locale

from app.domain.names import fold
from app.i18n import current_language


def countries() -> tuple[tuple[str, str], ...]:
    """Return pairs of code and name, sorted by name; takes half a second the first time."""
    return _countries(current_language())


@cache
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    import holidays  # noqa: PLC0415 - loading it takes a quarter of a second

    names = Locale(language).territories
    codes = {code for code in holidays.list_supported_countries() if len(code) == 2}
    pairs = ((code, names.get(code, code)) for code in codes)
    return tuple(sorted(pairs, key=lambda pair: fold(pair[1])))
