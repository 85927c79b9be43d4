"""Two versions of the same thing: what was typed here, and what somebody else has kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from app.i18n import _
from ui.widgets.parts import button, column, label, name_control

if TYPE_CHECKING:
    from ui.theme import Theme


class ClashCard(QFrame):
    """Shows both versions, to be copied or chosen.

    Signals
    -------
    mine_wanted(), theirs_wanted()
        Which one is kept.
    """

    mine_wanted = Signal()
    theirs_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "banner-warning")
        self.text = label(theme)
        self.mine, self.theirs = label(theme), label(theme)
        self.keep_mine, self.take_theirs = button(), button()
        layout = column(self, theme, margin=3, gap=1.5)
        for words in (self.text, self.mine, self.theirs):
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            layout.addWidget(words)
        # Below one another: side by side they would be too wide in some languages.
        layout.addWidget(self.keep_mine)
        layout.addWidget(self.take_theirs)
        self.keep_mine.clicked.connect(self.mine_wanted)
        self.take_theirs.clicked.connect(self.theirs_wanted)
        self.hide()

    def say(self, text: str, mine: str, theirs: str, *, may_keep: bool = True) -> None:
        """Show both versions of what ``text`` names."""
        self.text.setText(text)
        self.mine.setText(_("Yours: {text}").format(text=mine or _("empty")))
        self.theirs.setText(_("Theirs: {text}").format(text=theirs or _("empty")))
        self.keep_mine.setEnabled(may_keep)
        self.show()
        (self.keep_mine if may_keep else self.take_theirs).setFocus()

    def retranslate(self) -> None:
        """Set all texts anew."""
        name_control(self.keep_mine, _("Keep mine"))
        name_control(self.take_theirs, _("Take theirs"))
