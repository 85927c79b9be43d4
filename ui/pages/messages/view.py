"""Layout of the messages page: who is to be told at the left, the message at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSplitter, QWidget

from app.i18n import N_, _, ngettext
from ui.models.lines import Lines
from ui.widgets.lines_table import LinesTable
from ui.widgets.parts import button, column, frame, label, name_control, row
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme

_PEOPLE = (N_("Person"), N_("What is new"), N_("Told"), N_("E-mail"), N_("Language"))


class MessagesView(QWidget):
    """Widgets of the messages page and where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._need = self._ticked = 0
        self.title = label(theme, "title")
        self.title.setWordWrap(False)
        self.programme = QComboBox()
        self.programme.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.workbook, self.calendar, self.printing = button(), button(), button()
        self.read_back = button()
        self.heading = label(theme, "heading")
        self.unsigned = frame("banner-warning")
        self.unsigned_text, self.to_settings = label(theme), button("link")
        self.needed_only, self.tick_needed = button("chip"), button("link")
        self.needed_only.setChecked(True)
        self.people = LinesTable(theme, Lines(_PEOPLE, ticks=True), (38, 30, 27, 38))
        self.preview_title, self.copy = label(theme, "strong"), button("link")
        self.mail = button("link")
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.document().setDocumentMargin(theme.space(1.5))
        self.preview.setTabChangesFocus(True)
        self.tongue_title, self.tongue = label(theme, "strong"), QComboBox()
        self.drafts, self.files, self.mark = button("primary"), button(), button()
        self._assemble(theme)

    def _assemble(self, theme: Theme) -> None:
        top = row(None, theme, gap=3)
        top.addWidget(self.title)
        top.addWidget(self.programme)
        top.addStretch(1)
        for part in (self.read_back, self.workbook, self.calendar, self.printing):
            top.addWidget(part)
        warning = row(self.unsigned, theme, margin=2)
        warning.addWidget(self.unsigned_text, stretch=1)
        warning.addWidget(self.to_settings)
        filters = row(None, theme)
        filters.addWidget(self.needed_only)
        filters.addWidget(self.tick_needed)
        filters.addStretch(1)
        left = QWidget()
        inside = column(left, theme, gap=3)
        inside.setContentsMargins(0, 0, theme.space(4), 0)
        inside.addLayout(filters)
        self.found = StateStack(theme, self.people)
        inside.addWidget(self.found, stretch=1)
        acts = row(None, theme, gap=2)
        for part in (self.drafts, self.files, self.mark):
            acts.addWidget(part)
        acts.addStretch(1)
        inside.addLayout(acts)
        right = QWidget()
        room = column(right, theme, gap=2)
        room.setContentsMargins(theme.space(4), 0, 0, 0)
        head = row(None, theme)
        head.addWidget(self.preview_title, stretch=1)
        head.addWidget(self.mail)
        head.addWidget(self.copy)
        room.addLayout(head)
        room.addWidget(self.preview, stretch=1)
        room.addWidget(self.tongue_title)
        room.addWidget(self.tongue)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([theme.space(172), theme.space(88)])
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        content = QWidget()
        whole = column(content, theme, gap=3)
        whole.addWidget(self.heading)
        whole.addWidget(self.unsigned)
        whole.addWidget(splitter, stretch=1)
        self.states = StateStack(theme, content)
        page = column(self, theme, margin=6, gap=4)
        page.addLayout(top)
        page.addWidget(self.states, stretch=1)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Messages"))
        self.programme.setAccessibleName(_("Programme shown"))
        name_control(self.workbook, _("Excel…"))
        name_control(self.calendar, _("Calendar…"))
        name_control(self.printing, _("Print…"))
        name_control(self.read_back, _("Read an edited workbook…"))
        self.unsigned_text.setText(
            _("No sender is named yet, so nobody can answer the invitations in calendars.")
        )
        name_control(self.to_settings, _("Name a sender"))
        name_control(self.tick_needed, _("Tick all of them"))
        self.people.setAccessibleName(_("Who is to be told"))
        self.people.lines.retranslate()
        self.preview_title.setText(_("The message"))
        name_control(self.mail, _("Write a mail"))
        name_control(self.copy, _("Copy"))
        self.preview.setAccessibleName(_("The message"))
        self.tongue_title.setText(_("Language of messages to this person"))
        self.tongue.setAccessibleName(_("Language of messages to this person"))
        name_control(self.mark, _("They know already"))
        name_control(self.files, _("Calendar files…"))
        self.count(self._need, self._ticked)

    def count(self, need: int, ticked: int) -> None:
        """Say how many have to be told, and how many are ticked."""
        self._need, self._ticked = need, ticked
        name_control(self.needed_only, _("Still to be told: {count}").format(count=need))
        text = ngettext("{count} e-mail draft…", "{count} e-mail drafts…", ticked)
        name_control(self.drafts, text.format(count=ticked))
