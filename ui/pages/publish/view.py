"""Layout of the publish page: versions at the left, what publishing one would do at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSplitter, QWidget

from app.i18n import N_, _
from ui.models.lines import Lines
from ui.widgets.lines_table import LinesTable
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme

_VERSIONS = (N_("Version"), N_("Date"), N_("Visits"), N_("Note"))
_CHANGES = (N_("Person"), N_("What changes"))
_CONFLICTS = (N_("Tick what is published all the same"),)


class PublishView(QWidget):
    """Widgets of the publish page and where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = label(theme, "title")
        self.title.setWordWrap(False)
        self.programme = QComboBox()
        self.programme.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.board, self.compare, self.renew = button(), button(), button()
        self.messages, self.publish = button("primary"), button("primary")
        self.versions = LinesTable(theme, Lines(_VERSIONS), (38, 37, 22))
        self.changes = LinesTable(theme, Lines(_CHANGES), (36,), lines=2)
        self.conflicts = LinesTable(theme, Lines(_CONFLICTS, ticks=True), (), lines=2)
        self.heading = label(theme, "heading")
        self.told = label(theme, muted=True)
        self.changes_title = label(theme, "strong")
        self.conflicts_title = label(theme, "strong")
        self.tick_all = button("link")
        self.note_title = label(theme, "strong")
        self.note = QLineEdit()

        top = row(None, theme, gap=3)
        top.addWidget(self.title)
        top.addWidget(self.programme)
        top.addStretch(1)
        for part in (self.board, self.compare, self.renew, self.messages, self.publish):
            top.addWidget(part)
        self.summary = QWidget()
        self.states = StateStack(theme, self._split(theme))
        page = column(self, theme, margin=6, gap=4)
        page.addLayout(top)
        page.addWidget(self.states, stretch=1)
        self._assemble_summary(theme)

    def _split(self, theme: Theme) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        left = QWidget()
        inside = column(left, theme)
        inside.setContentsMargins(0, 0, theme.space(4), 0)
        inside.addWidget(self.versions)
        right = QWidget()
        room = column(right, theme)
        room.setContentsMargins(theme.space(4), 0, 0, 0)
        self.side = StateStack(theme, self.summary)
        room.addWidget(self.side)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([theme.space(150), theme.space(150)])
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        return splitter

    def _assemble_summary(self, theme: Theme) -> None:
        layout = column(self.summary, theme, gap=2)
        layout.addWidget(self.heading)
        layout.addWidget(self.told)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.changes_title)
        layout.addWidget(self.changes, stretch=3)
        self.conflicts_part = QWidget()
        part = column(self.conflicts_part, theme, gap=2)
        line = row(None, theme)
        line.addWidget(self.conflicts_title, stretch=1)
        line.addWidget(self.tick_all)
        part.addSpacing(theme.space(2))
        part.addLayout(line)
        part.addWidget(self.conflicts, stretch=1)
        layout.addWidget(self.conflicts_part, stretch=2)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.note_title)
        layout.addWidget(self.note)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Publish"))
        self.programme.setAccessibleName(_("Programme shown"))
        name_control(self.board, _("Show on the board"))
        name_control(self.compare, _("Compare…"))
        name_control(self.renew, _("New draft from it"))
        name_control(self.messages, _("Tell people…"))
        name_control(self.publish, _("Publish…"))
        self.versions.setAccessibleName(_("Versions of the plan"))
        self.changes_title.setText(_("What changes, by person"))
        self.changes.setAccessibleName(_("What changes, by person"))
        self.conflicts.setAccessibleName(_("Conflicts left"))
        name_control(self.tick_all, _("Tick all"))
        self.note_title.setText(_("What is new in this version"))
        self.note.setAccessibleName(_("What is new in this version"))
        self.note.setPlaceholderText(_("A line for those who look back later"))
        for table in (self.versions, self.changes, self.conflicts):
            table.lines.retranslate()
