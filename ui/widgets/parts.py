"""The small parts every view is laid out from, so that all pages look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from ui.theme import FontKind, Theme

_Layout = TypeVar("_Layout", QVBoxLayout, QHBoxLayout)
ButtonKind = Literal["plain", "primary", "link", "chip", "door", "toast"]


def label(theme: Theme, kind: FontKind = "body", *, muted: bool = False) -> QLabel:
    """Return a label that shows any text as it is, wrapped where the room ends."""
    made = QLabel()
    # A person may be called "<b>": what users typed is never read as HTML.
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setFont(theme.font(kind))
    made.setProperty("font_kind", kind)
    if muted:
        made.setProperty("kind", "muted")
    return made


def caption(theme: Theme) -> QLabel:
    """Return the small words above a field or an answer, set off from what is before them."""
    made = label(theme, "small", muted=True)
    made.setContentsMargins(0, theme.space(1.5), 0, 0)
    return made


def button(kind: ButtonKind = "plain") -> QPushButton:
    """Return a button as wide as its text asks for; one primary button a page."""
    made = QPushButton()
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    if kind == "chip":
        made.setCheckable(True)
    return made


def name_control(control: QWidget, text: str) -> None:
    """Write ``text`` on a button and tell it to screen readers."""
    control.setText(text)  # type: ignore[attr-defined]
    control.setAccessibleName(text.replace("&", ""))


def focus_inside(part: QWidget) -> bool:
    """Put the keyboard where it was last in ``part``, else on the first control that takes it.

    Returns False if there is none.
    """
    before = part.focusWidget()
    control = part if before is None or not before.isVisible() else before
    first = control
    while not _takes_keys(control) or not (control is part or part.isAncestorOf(control)):
        control = control.nextInFocusChain()
        if control is first:
            return False
    control.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return True


def _takes_keys(control: QWidget) -> bool:
    by_tab = bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and control.isEnabled() and control.isVisible()


def set_kind(widget: QWidget, kind: str) -> None:
    """Let ``widget`` look like another kind from now on."""
    # Polishing brings back the font that the widget had at first.
    font = QFont(widget.font())
    widget.setProperty("kind", kind)
    widget.style().polish(widget)
    widget.setFont(font)


def frame(kind: str) -> QFrame:
    """Return a frame drawn as a card, panel, side bar or banner."""
    made = QFrame()
    made.setProperty("kind", kind)
    return made


def rule() -> QFrame:
    """Return a thin line between two parts."""
    return frame("rule")


def column(
    parent: QWidget | None, theme: Theme, *, margin: float = 0, gap: float = 2
) -> QVBoxLayout:
    """Return a layout from top to bottom, measured in quarter lines."""
    return _measured(QVBoxLayout(parent), theme, margin, gap)


def row(parent: QWidget | None, theme: Theme, *, margin: float = 0, gap: float = 2) -> QHBoxLayout:
    """Return a layout from left to right, measured in quarter lines."""
    return _measured(QHBoxLayout(parent), theme, margin, gap)


def form(parent: QWidget | None, theme: Theme) -> QFormLayout:
    """Return a form with its labels above the fields, so that long words fit in any language."""
    made = QFormLayout(parent)
    made.setContentsMargins(0, 0, 0, 0)
    made.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    made.setVerticalSpacing(theme.space(1))
    return made


def _measured(layout: _Layout, theme: Theme, margin: float, gap: float) -> _Layout:
    space = theme.space(margin)
    layout.setContentsMargins(space, space, space, space)
    layout.setSpacing(theme.space(gap))
    return layout
