"""The help: one topic a page, read offline beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from app.i18n import _, current_language
from resources import path
from ui.widgets.parts import button, column, name_control, row

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from ui.theme import Theme

FIRST = "start"


class HelpWindow(QDialog):
    """Shows a topic; links lead to others, and back again. Not modal: one reads while working."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._topic = FIRST
        self._trail: list[str] = []
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(theme.space(3))
        self.back, self.close_button = button(), button()
        theme.apply_icon(self.back, "arrow-left-line")
        acts = row(None, theme, margin=2)
        layout = column(self, theme, gap=0)
        layout.addWidget(self.text, stretch=1)
        layout.addLayout(acts)
        acts.addWidget(self.back)
        acts.addStretch(1)
        acts.addWidget(self.close_button)
        self.resize(theme.space(120), theme.space(130))
        self.back.clicked.connect(self._go_back)
        self.close_button.clicked.connect(self.close)
        self.text.anchorClicked.connect(self._follow)
        theme.changed.connect(self._load)

    @property
    def topic(self) -> str:
        """What is read now."""
        return self._topic

    def tell(self, topic: str) -> None:
        """Show the help on ``topic``, the name of a page, and come to the front."""
        self._trail.clear()
        self._show(topic)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def retranslate(self) -> None:
        """Read the same in the language of now."""
        self.setWindowTitle(_("Help"))
        self.text.setAccessibleName(_("Help"))
        name_control(self.back, _("Back"))
        name_control(self.close_button, _("Close"))
        self._load()

    # Internal functions

    def _show(self, topic: str) -> None:
        self._topic = topic
        self.retranslate()

    def _load(self) -> None:
        self.back.setEnabled(bool(self._trail))
        self.text.setMarkdown(text_of(self._topic))

    def _follow(self, link: QUrl) -> None:
        self._trail.append(self._topic)
        self._show(link.path().removesuffix(".md"))

    def _go_back(self) -> None:
        self._show(self._trail.pop())


def text_of(topic: str) -> str:
    """Return the help on ``topic`` in the language of now, as Markdown."""
    return path(f"help/{current_language()}/{topic}.md").read_text(encoding="utf-8")
