"""One family of icons, drawn from its font; loaded after the first window is on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QIcon

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

_PREFIX = "ri"


class _Drawer(Protocol):
    def icon(self, name: str, **options: object) -> QIcon: ...


class Icons:
    """The icons of the Remix family by name; plain nothing until ``load`` was called."""

    def __init__(self) -> None:
        self._drawer: _Drawer | None = None

    @property
    def loaded(self) -> bool:
        """Tell whether icons can be drawn."""
        return self._drawer is not None

    def load(self) -> None:
        """Load the font of the family: a few milliseconds, in the window's thread."""
        if self._drawer is not None:
            return
        import qtawesome  # noqa: PLC0415 - a fifth of a second: a worker imports it before
        from qtawesome.iconic_font import IconicFont  # noqa: PLC0415

        # Only our family: all of them together take as long as ten windows.
        folder = Path(qtawesome.get_fonts_info()[0])
        font = next(folder.glob("remixicon-*.ttf"))
        names = next(folder.glob("remixicon-charmap-*.json"))
        self._drawer = IconicFont((_PREFIX, font.name, names.name, str(folder)))

    def icon(self, name: str, colour: QColor, faded: QColor) -> QIcon:
        """Return the icon ``name`` in ``colour``, and in ``faded`` where it is disabled."""
        if self._drawer is None:
            return QIcon()
        return self._drawer.icon(f"{_PREFIX}.{name}", color=colour, color_disabled=faded)
