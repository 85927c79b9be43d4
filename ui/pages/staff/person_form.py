"""The form beside the table: one person, each field kept as soon as it is left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSizePolicy, QWidget

from app.i18n import _
from ui.models.levels import level_choices
from ui.pages.staff.absences import Absences
from ui.widgets.parts import button, caption, column, form, frame, label, name_control
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.staff import DepartmentRow, PersonRow
    from ui.theme import Theme

# Empty is "not known" here, while nobody is without a name.
_MAY_BE_UNKNOWN = {"email", "personnel_number"}


class PersonForm(QWidget):
    """Shows one person, or the empty fields of a new one.

    Signals
    -------
    edited
        Name of a field and its new value.
    add_asked
        All fields of a new person, by name.
    cancelled
        No new person after all.
    mine_wanted
        Of two versions of a field, the one typed here.
    theirs_wanted
        Of two versions of a field, the one in the file.
    """

    edited = Signal(str, object)
    add_asked = Signal(dict)
    cancelled = Signal()
    mine_wanted = Signal()
    theirs_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, Any] = {}
        self._departments: list[tuple[str, int]] = []
        self._new = False
        self.heading = label(theme, "heading")
        self.saved = label(theme, "small", muted=True)
        self.name = QLineEdit()
        self.department = QComboBox()
        self.job_title = QLineEdit()
        self.level = QComboBox()
        self.email = QLineEdit()
        self.personnel_number = QLineEdit()
        self.active = QCheckBox()
        self._fields: dict[str, QLineEdit | QComboBox | QCheckBox] = {
            "name": self.name,
            "department_id": self.department,
            "job_title": self.job_title,
            "level": self.level,
            "email": self.email,
            "personnel_number": self.personnel_number,
            "active": self.active,
        }
        self._labels = {name: caption(theme) for name in self._fields}
        for combo in (self.department, self.level):
            combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            combo.setMinimumContentsLength(12)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.problem = label(theme)
        self.problem.setProperty("kind", "bad")
        self.clash = frame("banner-warning")
        self.clash_text = label(theme)
        self.keep_mine = button()
        self.take_theirs = button()
        self.add_button = button("primary")
        self.cancel_button = button()
        self.absences = Absences(theme)
        self.wishes = button("link")
        self._assemble(theme)

        for name, field in self._fields.items():
            changed = partial(self._changed, name)
            if isinstance(field, QLineEdit):
                field.editingFinished.connect(changed)
            elif isinstance(field, QComboBox):
                field.activated.connect(changed)
            else:
                field.clicked.connect(changed)
        self.add_button.clicked.connect(self._add)
        self.cancel_button.clicked.connect(self.cancelled)
        self.keep_mine.clicked.connect(self.mine_wanted)
        self.take_theirs.clicked.connect(self.theirs_wanted)

    def _assemble(self, theme: Theme) -> None:
        inside = QWidget()
        column(self, theme).addWidget(Scrolled(inside, sideways=True))
        layout = column(inside, theme, margin=5, gap=2)
        layout.addWidget(self.heading)
        layout.addWidget(self.saved)
        clash = column(self.clash, theme, margin=3)
        clash.addWidget(self.clash_text)
        # Below one another: side by side they would be too wide in some languages.
        clash.addWidget(self.keep_mine)
        clash.addWidget(self.take_theirs)
        layout.addWidget(self.clash)
        layout.addSpacing(theme.space(2))
        fields = form(None, theme)
        for name, field in self._fields.items():
            if field is self.active:
                fields.addRow(field)
            else:
                self._labels[name].setBuddy(field)
                fields.addRow(self._labels[name], field)
        layout.addLayout(fields)
        layout.addWidget(self.problem)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.add_button)
        layout.addWidget(self.cancel_button)
        layout.addWidget(self.absences)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.wishes, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()
        self.setMinimumWidth(theme.space(66))

    def retranslate(self) -> None:
        """Set all texts anew."""
        for name, text in {
            "name": _("Name"),
            "department_id": _("Department"),
            "job_title": _("Job title"),
            "level": _("Level"),
            "email": _("E-mail"),
            "personnel_number": _("Personnel number"),
        }.items():
            self._labels[name].setText(text)
            self._fields[name].setAccessibleName(text)
        name_control(self.active, _("Works here"))
        name_control(self.keep_mine, _("Keep mine"))
        name_control(self.take_theirs, _("Take theirs"))
        name_control(self.add_button, _("Add the person"))
        name_control(self.cancel_button, _("Cancel"))
        name_control(self.wishes, _("Wishes and places never to go to…"))
        self.absences.retranslate()
        level = self.level.currentData()
        self.level.clear()
        for text, value in level_choices():
            self.level.addItem(text, value)
        self._choose(self.level, level)
        self._fill_departments()
        if self._new:
            self.heading.setText(_("New person"))

    def set_departments(self, departments: Sequence[DepartmentRow]) -> None:
        """Offer ``departments``."""
        self._departments = [(department.name, department.id) for department in departments]
        self._fill_departments()

    def show_person(self, person: PersonRow) -> None:
        """Show what is known of ``person``."""
        self._new = False
        self._show({name: getattr(person, name) for name in self._fields})
        self.heading.setText(person.name)
        self._offer_add(False)

    def show_new(self, department: int | None) -> None:
        """Show the empty fields of a new person, in ``department`` if that is known."""
        self._new = True
        self._show(dict.fromkeys(self._fields) | {"active": True, "department_id": department})
        self.heading.setText(_("New person"))
        self._offer_add(True)
        self.name.setFocus()

    def say_saved(self, text: str) -> None:
        """Say when the last change was kept."""
        self.saved.setText(text)
        self.saved.setVisible(bool(text))

    def say_problem(self, text: str) -> None:
        """Say why a field could not be kept; what was typed stays."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def say_clash(self, text: str) -> None:
        """Say that somebody else changed the same person, and let one version be chosen."""
        self.clash_text.setText(text)
        self.clash.setVisible(bool(text))

    def label_of(self, field: str) -> str:
        """Return what a field is called."""
        return self.active.text() if field == "active" else self._labels[field].text()

    def text_of(self, field: str, value: Any) -> str:
        """Return ``value`` as the field would show it."""
        control = self._fields[field]
        if isinstance(control, QComboBox):
            return control.itemText(max(control.findData(value), 0))
        if isinstance(control, QCheckBox):
            return _("yes") if value else _("no")
        return str(value or "")

    # Internal functions

    def _offer_add(self, new: bool) -> None:
        for part in (self.add_button, self.cancel_button):
            part.setVisible(new)
        for part in (self.absences, self.wishes):
            part.setVisible(not new)

    def _show(self, values: dict[str, Any]) -> None:
        self._shown = values
        for name, field in self._fields.items():
            if isinstance(field, QLineEdit):
                field.setText(values[name] or "")
                field.setCursorPosition(0)
            elif isinstance(field, QComboBox):
                self._choose(field, values[name])
            else:
                field.setChecked(bool(values[name]))
        self.say_saved("")
        self.say_problem("")
        self.say_clash("")

    def _value(self, name: str) -> Any:
        field = self._fields[name]
        if isinstance(field, QLineEdit):
            text = field.text().strip()
            return text or None if name in _MAY_BE_UNKNOWN else text
        return field.currentData() if isinstance(field, QComboBox) else field.isChecked()

    def _changed(self, name: str, *_signal: object) -> None:
        value = self._value(name)
        if self._new or value == self._shown[name]:
            return
        self._shown[name] = value
        self.say_problem("")
        self.edited.emit(name, value)

    def _add(self) -> None:
        self.add_asked.emit({name: self._value(name) for name in self._fields})

    @staticmethod
    def _choose(combo: QComboBox, value: Any) -> None:
        combo.setCurrentIndex(max(combo.findData(value), 0))

    def _fill_departments(self) -> None:
        chosen = self.department.currentData()
        self.department.clear()
        for name, key in self._departments:
            self.department.addItem(name, key)
        self._choose(self.department, chosen)
