"""Ideas as rows that can be added, each with what it may repeat."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.domain.reflections import IdeaText
from app.i18n import _
from ui.widgets.parts import button, column, frame, label, name_control, row
from ui.widgets.record_form import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme import Theme


class IdeaRow(QWidget):
    """A title, how it would work, and a way to take the row away.

    Signals
    -------
    edited(), left()
        Something was typed; the keyboard has gone elsewhere.
    titled(str)
        The title is another one.
    removed()
        The row is not wanted any more.
    """

    edited = Signal()
    left = Signal()
    titled = Signal(str)
    removed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        card: QFrame = frame("card")
        column(self, theme).addWidget(card)
        self.title_label, self.text_label = label(theme, "small"), label(theme, "small")
        self.title, self.text = QLineEdit(), TextField(2)
        self.likely = label(theme, "small", muted=True)
        self.likely.hide()
        self.remove = button("link")
        inside = column(card, theme, margin=3, gap=1.5)
        top = row(None, theme)
        top.addWidget(self.title_label, stretch=1)
        top.addWidget(self.remove)
        inside.addLayout(top)
        for part in (self.title, self.likely, self.text_label, self.text):
            inside.addWidget(part)
        self.remove.clicked.connect(self.removed)
        self.text.left.connect(self.left)
        self.text.textChanged.connect(self.edited)
        self.title.editingFinished.connect(self.left)
        self.title.textChanged.connect(self._titled)

    def idea(self) -> IdeaText:
        """Return what was typed."""
        return IdeaText(self.title.text().strip(), self.text.toPlainText().strip())

    def show_likely(self, titles: Sequence[str]) -> None:
        """Name ideas that this one may repeat."""
        self.likely.setText(
            _("Perhaps there already: {ideas}").format(ideas=" · ".join(titles)) if titles else ""
        )
        self.likely.setVisible(bool(titles))

    def retranslate(self, number: int) -> None:
        """Set all texts anew."""
        self.title_label.setText(_("Idea {number}: in one sentence").format(number=number))
        self.text_label.setText(_("Idea {number}: how it would work").format(number=number))
        self.title.setAccessibleName(self.title_label.text())
        self.text.setAccessibleName(self.text_label.text())
        name_control(self.remove, _("Remove"))
        self.remove.setAccessibleName(_("Remove idea {number}").format(number=number))

    def _titled(self, title: str) -> None:
        self.edited.emit()
        self.titled.emit(title)


class IdeaRows(QWidget):
    """As many ideas as one has; an empty row waits for the first.

    Signals
    -------
    edited(), left()
        As those of a row.
    titled(object, str)
        The row, and its title.
    """

    edited = Signal()
    left = Signal()
    titled = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[IdeaRow] = []
        self.more = button()
        self._layout = column(self, theme, gap=2)
        below = row(None, theme)
        below.addWidget(self.more)
        below.addStretch(1)
        self._layout.addLayout(below)
        self.more.clicked.connect(self._more)
        self.show_ideas(())

    def ideas(self) -> tuple[IdeaText, ...]:
        """Return the ideas typed; rows with nothing in them are none."""
        found = (each.idea() for each in self.rows)
        return tuple(idea for idea in found if idea.title or idea.text)

    def show_ideas(self, ideas: Sequence[IdeaText]) -> None:
        """Show these ideas, or one empty row."""
        for each in self.rows:
            self._layout.removeWidget(each)
            each.deleteLater()
        self.rows = []
        for idea in ideas or (IdeaText(""),):
            added = self._add()
            added.blockSignals(True)
            added.title.setText(idea.title)
            added.text.setPlainText(idea.text)
            added.blockSignals(False)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts anew."""
        name_control(self.more, _("Another idea"))
        for number, each in enumerate(self.rows, start=1):
            each.retranslate(number)

    def _more(self) -> None:
        added = self._add()
        self.retranslate()
        added.title.setFocus()

    def _add(self) -> IdeaRow:
        added = IdeaRow(self._theme)
        added.edited.connect(self.edited)
        added.left.connect(self.left)
        added.removed.connect(partial(self._remove, added))
        added.titled.connect(partial(self.titled.emit, added))
        self.rows.append(added)
        self._layout.insertWidget(self._layout.count() - 1, added)
        return added

    def _remove(self, which: IdeaRow) -> None:
        self.rows.remove(which)
        self._layout.removeWidget(which)
        which.deleteLater()
        if not self.rows:
            self._add()
        self.retranslate()
        self.rows[0].title.setFocus()
        self.edited.emit()
        self.left.emit()
