"""A letter that is ready: read it, copy it, keep it as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from app.i18n import _
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from ui.theme import Theme

_LINES = 10


class LetterCard(QFrame):
    """Subject and text, in the language of who gets it.

    Signals
    -------
    mail_asked()
        It is to be written in the mail program.
    draft_asked()
        It is to be written as an e-mail draft.
    closed()
        Nobody wants to see it any longer.
    """

    mail_asked = Signal()
    draft_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "banner-good")
        self._title = label(theme, "strong")
        self.address = label(theme, muted=True)
        self.subject = label(theme, "strong")
        self.text = QPlainTextEdit()
        self.text.document().setDocumentMargin(theme.space(1.5))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * _LINES)
        self.mail, self.copy, self.draft = button(), button(), button()
        self.close_it = button("link")
        layout = column(self, theme, margin=3, gap=1.5)
        head = row(None, theme)
        head.addWidget(self._title, stretch=1)
        head.addWidget(self.close_it)
        layout.addLayout(head)
        # Below one another: side by side they would be too wide in some languages.
        parts = (self.address, self.subject, self.text, self.mail, self.copy, self.draft)
        for part in parts:
            layout.addWidget(part)
        self.copy.clicked.connect(self._copy)
        self.mail.clicked.connect(self.mail_asked)
        self.draft.clicked.connect(self.draft_asked)
        self.close_it.clicked.connect(self.closed)
        self.hide()

    def show_letter(self, name: str, address: str, subject: str, text: str) -> None:
        """Show a letter to ``name``."""
        self.address.setText(f"{name} <{address}>" if address else _no_address(name))
        self.subject.setText(subject)
        self.text.setPlainText(text)
        self.show()

    def retranslate(self) -> None:
        """Set all texts anew."""
        self._title.setText(_("The letter to the author is ready"))
        self.text.setAccessibleName(_("Text of the letter"))
        name_control(self.mail, _("Write a mail"))
        name_control(self.copy, _("Copy"))
        name_control(self.draft, _("Save as draft…"))
        name_control(self.close_it, _("Close"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.subject.text()}\n\n{self.text.toPlainText()}")


def _no_address(name: str) -> str:
    return _("{name}, no e-mail address").format(name=name)
