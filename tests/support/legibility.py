"""What can be read in a window: texts and whether they have room, how controls are named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QTextBrowser,
    QToolButton,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QTabBar,
)


@dataclass(frozen=True, slots=True)
class Text:
    """What stands on a widget, how much room it needs and how much it has; in pixels."""

    words: str
    needs: int
    has: int

    @property
    def cut(self) -> bool:
        """Tell whether a part of it cannot be seen; a pixel goes to rounding."""
        return self.needs > self.has + 1


def texts(window: QWidget) -> Iterator[Text]:
    """Yield every text that stands on a visible widget of ``window``; cells of tables do not."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.width():
            continue
        if isinstance(widget, QLabel):
            yield from _label(widget)
        elif isinstance(widget, QTabBar):
            yield from _tabs(widget)
        elif isinstance(widget, QPushButton | QToolButton) or (
            isinstance(widget, QAbstractButton) and widget.text()
        ):
            yield from _button(widget)
        elif isinstance(widget, QHeaderView):
            yield from _headings(widget)


def _label(label: QLabel) -> Iterator[Text]:
    if not label.text():
        return
    if label.wordWrap():
        room = label.contentsRect()
        wanted = label.fontMetrics().boundingRect(
            QRect(0, 0, room.width(), 10_000),
            int(label.alignment()) | Qt.TextFlag.TextWordWrap,
            label.text(),
        )
        yield Text(label.text(), wanted.height(), room.height())
        yield Text(label.text(), wanted.width(), room.width())
    else:
        yield Text(label.text(), _width(label, label.text()), label.contentsRect().width())


def _tabs(bar: QTabBar) -> Iterator[Text]:
    for number in range(bar.count()):
        text = bar.tabText(number)
        shown = bar.tabRect(number).intersected(bar.rect())
        yield Text(text, _width(bar, text), shown.width())


def _button(button: QAbstractButton) -> Iterator[Text]:
    text = button.text()
    if not text or (
        isinstance(button, QToolButton)
        and button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    ):
        return
    room = button.width()
    if isinstance(button, QPushButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        element = QStyle.SubElement.SE_PushButtonContents
        room = button.style().subElementRect(element, option, button).width()
    elif isinstance(button, QToolButton):
        room -= button.iconSize().width()
    if not button.icon().isNull() and isinstance(button, QPushButton):
        room -= button.iconSize().width()
    yield Text(text, _width(button, text), room)


def _headings(header: QHeaderView) -> Iterator[Text]:
    model = header.model()
    # Headers of ours paint their words themselves, as far as there is room.
    if model is None or type(header) is not QHeaderView:
        return
    if header.orientation() != Qt.Orientation.Horizontal:
        return
    for section in range(model.columnCount()):
        text = model.headerData(section, header.orientation(), Qt.ItemDataRole.DisplayRole)
        place = header.sectionViewportPosition(section)
        if text and place >= 0 and place + header.sectionSize(section) <= header.width():
            yield Text(str(text), _width(header, str(text)), header.sectionSize(section))


def _width(widget: QWidget, text: str) -> int:
    plain = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    return max(widget.fontMetrics().horizontalAdvance(line) for line in plain.split("\n"))


def accessible_name(widget: QWidget) -> str:
    """Return what a screen reader calls ``widget``."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def controls(window: QWidget) -> list[QWidget]:
    """Return every visible control of ``window``, but for parts that Qt makes within another."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, INTERACTIVE)
        and widget.isVisible()
        and not isinstance(widget, QHeaderView)
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox | QLineEdit)
        and not (isinstance(widget, QTabBar) and widget.parentWidget().accessibleName())
        and not _is_of_qt(widget)
    ]


def _is_of_qt(widget: QWidget) -> bool:
    # The corner of a table, the arrows of tabs, the cross of a search field.
    kind = type(widget).__name__
    return kind in ("QAbstractButton", "QTableCornerButton") or isinstance(
        widget.parentWidget(), QTabBar
    )


def names_given_twice(window: QWidget) -> list[str]:
    """Return accessible names that more than one visible control bears, and "" if one has none."""
    counted = Counter(accessible_name(widget) for widget in controls(window))
    return sorted(name for name, count in counted.items() if count > 1 or not name)
