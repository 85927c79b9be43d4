"""A form declared as data: one line a field, each kept as soon as it is left."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from app.i18n import _
from ui.dates import date_format
from ui.widgets.number_field import NumberField
from ui.widgets.parts import caption, column, label
from ui.widgets.two_part_fields import PathField, TimesField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QColor, QFocusEvent, QResizeEvent, QWheelEvent

    from ui.theme import Theme

_LINES, _MOST_LINES = 3, 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of a field, with a colour where that tells more."""

    value: object
    text: str
    colour: QColor | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record.

    Attributes
    ----------
    name
        Key of the value.
    title
        What the field is called, marked for translation.
    unset
        What no value is called, for counts that may be without.
    hint
        A sentence below the field, marked for translation.
    """

    name: str
    title: str
    kind: Literal["line", "text", "count", "choice", "date", "switch", "times", "path"] = "line"
    lowest: int = 0
    highest: int = 99
    unset: str = ""
    hint: str = ""


class TextField(QPlainTextEdit):
    """Several lines of plain text; Tab leaves it.

    Signals
    -------
    left()
        The keyboard has gone elsewhere.
    """

    left = Signal()

    def __init__(self, lines: int = _LINES) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._lines = lines
        # The words stand as far from the edge as those of a field of one line.
        self.document().setDocumentMargin(self.fontMetrics().height() * 0.35)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return room for the text, within reason."""
        lines = max(self._lines, min(self.document().size().toSize().height() + 1, _MOST_LINES))
        around = 2 * self.frameWidth() + round(2 * self.document().documentMargin())
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * lines + around)

    def minimumSizeHint(self) -> QSize:
        """Let it become narrow, not low."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for other room where the text breaks into other lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the text may be kept."""
        super().focusOutEvent(event)
        self.left.emit()


class _ChoiceField(QComboBox):
    """Takes no turn of the wheel: that belongs to the page, which is being scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class _DateField(QDateEdit):
    """Takes no turn of the wheel: that belongs to the page, which is being scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCalendarPopup(True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class _CountField(NumberField):
    """A number; the one below the lowest stands for none where that is allowed."""

    def __init__(self, theme: Theme, field: Field) -> None:
        super().__init__(theme, field.lowest - bool(field.unset), field.highest)
        self._unset = field.unset
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setKeyboardTracking(False)


class RecordForm(QWidget):
    """Labels over fields.

    Signals
    -------
    edited(str, object)
        Name of a field and its new value.
    path_asked(str)
        A file or folder is to be chosen for the field.
    """

    edited = Signal(str, object)
    path_asked = Signal(str)

    def __init__(
        self, theme: Theme, fields: Sequence[Field], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.fields = {field.name: field for field in fields}
        self.controls: dict[str, QWidget] = {}
        self._shown: dict[str, Any] = {}
        self._choices: dict[str, Sequence[Choice]] = {}
        self._labels = {name: caption(theme) for name in self.fields}
        self._hints = {
            field.name: label(theme, "small", muted=True) for field in fields if field.hint
        }
        layout = column(self, theme, gap=1)
        for field in fields:
            control = self._made(field)
            self.controls[field.name] = control
            if field.kind != "switch":
                self._labels[field.name].setBuddy(control)
                layout.addWidget(self._labels[field.name])
            layout.addWidget(control)
            if field.name in self._hints:
                layout.addWidget(self._hints[field.name])

    def retranslate(self) -> None:
        """Set all texts anew."""
        for name, field in self.fields.items():
            title = _(field.title)
            self._labels[name].setText(title)
            control = self.controls[name]
            control.setAccessibleName(title)
            if isinstance(control, QCheckBox):
                control.setText(title)
            elif isinstance(control, _DateField):
                control.setDisplayFormat(date_format())
            elif isinstance(control, _CountField) and field.unset:
                control.setSpecialValueText(_(field.unset))
            elif isinstance(control, TimesField | PathField):
                control.retranslate(title)
            if name in self._hints:
                self._hints[name].setText(_(field.hint))
                control.setAccessibleDescription(_(field.hint))

    def offer(self, name: str, choices: Sequence[Choice]) -> None:
        """Offer these values in the field ``name``, and keep the one that is chosen."""
        combo = self.controls[name]
        assert isinstance(combo, QComboBox), name
        self._choices[name] = choices
        combo.clear()
        side = self._theme.space(3.5)
        for choice in choices:
            if choice.colour is None:
                combo.addItem(choice.text, choice.value)
            else:
                picture = QPixmap(side, side)
                picture.fill(choice.colour)
                combo.addItem(QIcon(picture), choice.text, choice.value)
        if name in self._shown:
            self._set(name, self._shown[name])

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show the record; where the user is at work, what was typed stays."""
        for name in self.fields:
            before, self._shown[name] = self._shown.get(name), values[name]
            control = self.controls[name]
            unsaved = control.hasFocus() and before is not None and before == values[name]
            if not unsaved:
                self._set(name, values[name])

    def enter(self, name: str, value: Any) -> None:
        """Put ``value`` into a field as if it had been typed."""
        self._set(name, value)
        self._left(name)

    def value(self, name: str) -> Any:
        """Return what stands in a field."""
        return self._value(name)

    # Internal functions

    def _made(self, field: Field) -> QWidget:
        left = partial(self._left, field.name)
        control: QWidget
        match field.kind:
            case "line":
                control = QLineEdit()
                control.editingFinished.connect(left)
            case "text":
                control = TextField()
                control.left.connect(left)
            case "count":
                control = _CountField(self._theme, field)
                control.valueChanged.connect(left)
            case "choice":
                control = _ChoiceField()
                control.activated.connect(left)
            case "date":
                control = _DateField()
                control.editingFinished.connect(left)
            case "times":
                control = TimesField(self._theme)
                control.left.connect(left)
            case "path":
                control = PathField(self._theme)
                control.left.connect(left)
                control.asked.connect(partial(self.path_asked.emit, field.name))
            case _:
                control = QCheckBox()
                control.clicked.connect(left)
        return control

    def _set(self, name: str, value: Any) -> None:
        control = self.controls[name]
        control.blockSignals(True)
        if isinstance(control, QLineEdit):
            control.setText(value or "")
            control.setCursorPosition(0)
        elif isinstance(control, TextField):
            control.setPlainText(value or "")
            control.updateGeometry()
        elif isinstance(control, _CountField):
            control.setValue(control.minimum() if value is None else value)
        elif isinstance(control, _DateField):
            control.setDate(QDate(value.year, value.month, value.day))
        elif isinstance(control, QComboBox):
            control.setCurrentIndex(max(control.findData(value), 0))
        elif isinstance(control, TimesField | PathField):
            control.set_value(value)
        elif isinstance(control, QCheckBox):
            control.setChecked(bool(value))
        control.blockSignals(False)

    def _value(self, name: str) -> Any:
        control = self.controls[name]
        if isinstance(control, QLineEdit | TextField):
            line = isinstance(control, QLineEdit)
            return (control.text() if line else control.toPlainText()).strip()
        if isinstance(control, _CountField):
            unset = self.fields[name].unset and control.value() == control.minimum()
            return None if unset else control.value()
        if isinstance(control, _DateField):
            return control.date().toPython()
        if isinstance(control, QComboBox):
            return control.currentData()
        if isinstance(control, TimesField | PathField):
            return control.value()
        return control.isChecked()  # type: ignore[attr-defined]

    def _left(self, name: str, *_signal: object) -> None:
        value = self._value(name)
        if name not in self._shown or value == _plain(self._shown[name]):
            return
        self._shown[name] = value
        self.edited.emit(name, value)


def _plain(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
