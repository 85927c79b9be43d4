"""The ladder's five levels by name."""

from __future__ import annotations

from app.i18n import N_, _
from app.wording.formats import graded

_NAMES = {
    1: N_("junior assistant"),
    2: N_("assistant"),
    3: N_("specialist"),
    4: N_("manager"),
    5: N_("head"),
}


def level_name(level: int) -> str:
    """Return what the step ``level`` of the ladder is called."""
    return _(_NAMES[level])


def level_choices() -> list[tuple[str, int | None]]:
    """Return what a list of levels offers: text and level, the first being none."""
    named = [(graded(level, _(name)), level) for level, name in _NAMES.items()]
    return [(_("No level"), None), *named]
