"""A new idea: title, department, author; what is much the same is shown while one types."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from app.i18n import _
from ui.widgets.boxes import fill_box
from ui.widgets.parts import button, caption, column, label, name_control
from ui.widgets.record_form import TextField
from ui.widgets.scrolled import Scrolled
from ui.widgets.wrapped_button import WrappedButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ideas import LikelyDuplicate
    from ui.models.ideas import LoadedIdeas
    from ui.theme import Theme

_PAUSE_MS = 200


class NewIdea(QFrame):
    """The panel in which an idea is added.

    Signals
    -------
    title_typed(str)
        The title rests for a moment: look for ideas like it.
    show_asked(int)
        An idea that is there already is to be looked at.
    add_asked(object)
        The fields by name.
    cancelled()
        No new idea after all.
    """

    title_typed = Signal(str)
    show_asked = Signal(int)
    add_asked = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self._theme = theme
        self.heading = label(theme, "heading")
        self.title, self.text = QLineEdit(), TextField(5)
        self.department, self.author = QComboBox(), QComboBox()
        self.alike_title = label(theme, "strong")
        self.alike: list[WrappedButton] = []
        self.problem = label(theme)
        self.problem.setProperty("kind", "bad")
        self.add, self.cancel = button("primary"), button()
        self._labels = {
            part: caption(theme) for part in (self.title, self.department, self.author, self.text)
        }
        inside = QWidget()
        layout = column(inside, theme, gap=1)
        layout.addWidget(self.heading)
        self._alike_lines = column(None, theme, gap=1)
        for part, words in self._labels.items():
            words.setBuddy(part)
            layout.addWidget(words)
            layout.addWidget(part)
            if part is self.title:
                layout.addWidget(self.alike_title)
                layout.addLayout(self._alike_lines)
        for box in (self.department, self.author):
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        layout.addWidget(self.problem)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.add)
        layout.addWidget(self.cancel)
        layout.addStretch(1)
        column(self, theme, margin=4).addWidget(Scrolled(inside))
        self._rest = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._rest.timeout.connect(self._rested)
        self.title.textChanged.connect(self._typed)
        self.title.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.cancel.clicked.connect(self.cancelled)

    def begin(self, loaded: LoadedIdeas, department_id: int | None, author_id: int | None) -> None:
        """Offer empty fields."""
        self.title.clear()
        self.text.clear()
        self.say_problem("")
        self.show_alike(())
        fill_box(self.department, [(row.id, row.name) for row in loaded.departments], department_id)
        fill_box(
            self.author,
            [(None, _("Nobody in particular")), *((row.id, row.name) for row in loaded.people)],
            author_id,
        )
        self.title.setFocus()

    def show_alike(self, found: Sequence[LikelyDuplicate]) -> None:
        """Show ideas that are much the same."""
        for old in self.alike:
            self._alike_lines.removeWidget(old)
            old.deleteLater()
        self.alike = []
        for one in found:
            link = WrappedButton(self._theme, one.title, kind="link")
            link.clicked.connect(partial(self.show_asked.emit, one.idea_id))
            self._alike_lines.addWidget(link)
            self.alike.append(link)
        self.alike_title.setVisible(bool(found))

    def say_problem(self, text: str) -> None:
        """Say why nothing was added; what was typed stays."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def stop(self) -> None:
        """Look for nothing any more."""
        self._rest.stop()

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.setAccessibleName(_("New idea"))
        self.heading.setText(_("New idea"))
        self.alike_title.setText(_("Much the same is there already:"))
        for part, text in {
            self.title: _("Idea in one line"),
            self.department: _("For the department"),
            self.author: _("Whose idea it is"),
            self.text: _("More about it"),
        }.items():
            self._labels[part].setText(text)
            part.setAccessibleName(text)
        name_control(self.add, _("Add the idea"))
        name_control(self.cancel, _("Cancel"))

    # Internal functions

    def _typed(self, _text: str) -> None:
        self._rest.start()

    def _rested(self) -> None:
        self.title_typed.emit(self.title.text())

    def _add(self) -> None:
        if not self.title.text().strip():
            self.say_problem(_("Say in one line what the idea is."))
            self.title.setFocus()
            return
        self.say_problem("")
        self.add_asked.emit(
            {
                "title": self.title.text(),
                "text": self.text.toPlainText(),
                "department_id": self.department.currentData(),
                "author_id": self.author.currentData(),
            }
        )
