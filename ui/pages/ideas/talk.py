"""Votes, comments and history of an idea."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.wording.ideas import event_text
from ui.dates import short_date
from ui.widgets.parts import button, caption, column, label, name_control
from ui.widgets.record_form import TextField

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ui.models.idea_story import IdeaStory
    from ui.theme import Theme

_SHOWN_EVENTS = 20


class Talk(QWidget):
    """Who wants the idea, what was said, what has happened.

    Signals
    -------
    vote_asked(bool)
        The user votes, or takes the vote back.
    comment_asked(str)
        Something is to be said.
    """

    vote_asked = Signal(bool)
    comment_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._voted = False
        self._titles = [label(theme, "strong") for _title in range(3)]
        self.voters, self.vote = label(theme, muted=True), button()
        self.comment, self.say = TextField(2), button()
        layout = column(self, theme, gap=1.5)
        votes, comments, history = self._titles
        for part in (votes, self.voters, self.vote, comments):
            layout.addWidget(part)
        self._said, self._happened = column(None, theme, gap=0.5), column(None, theme, gap=0.5)
        layout.addLayout(self._said)
        layout.addWidget(self.comment)
        layout.addWidget(self.say)
        layout.addWidget(history)
        layout.addLayout(self._happened)
        self.vote.clicked.connect(self._vote)
        self.say.clicked.connect(self._say)

    def show_story(self, story: IdeaStory, you: int | None) -> None:
        """Show what was said and done."""
        names = [name for _key, name in story.voters]
        self._voted = you in {key for key, _name in story.voters}
        self.voters.setText(", ".join(names) or _("Nobody has voted yet."))
        self.vote.setEnabled(you is not None)
        name_control(self.vote, _("Take the vote back") if self._voted else _("Vote for it"))
        self.vote.setAccessibleDescription(
            "" if you is not None else _("Say above the board who you are.")
        )
        self._titles[0].setText(
            ngettext("{count} vote", "{count} votes", len(names)).format(count=len(names))
        )
        self._fill(self._said, [(_heading(row.author, row.at), row.text) for row in story.comments])
        self._fill(
            self._happened,
            [
                (_heading(event.who, event.at), text)
                for event in story.events[:_SHOWN_EVENTS]
                if (text := event_text(event))
            ],
        )

    def clear(self) -> None:
        """Show nothing yet."""
        self.voters.clear()
        self.comment.clear()
        for layout in (self._said, self._happened):
            self._fill(layout, ())

    def said(self) -> list[str]:
        """Return the comments shown."""
        return _texts(self._said)

    def happened(self) -> list[str]:
        """Return the history shown."""
        return _texts(self._happened)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self._titles[0].setText(_("Votes"))
        self._titles[1].setText(_("Comments"))
        self._titles[2].setText(_("History"))
        self.comment.setPlaceholderText(_("Say something about it"))
        self.comment.setAccessibleName(_("Comment"))
        name_control(self.say, _("Add the comment"))

    # Internal functions

    def _fill(self, layout: QVBoxLayout, lines: Sequence[tuple[str, str]]) -> None:
        while layout.count():
            layout.takeAt(0).widget().deleteLater()
        for heading, text in lines:
            above, below = caption(self._theme), label(self._theme)
            above.setText(heading)
            below.setText(text)
            layout.addWidget(above)
            layout.addWidget(below)

    def _vote(self) -> None:
        self.vote_asked.emit(not self._voted)

    def _say(self) -> None:
        text = self.comment.toPlainText().strip()
        if text:
            self.comment_asked.emit(text)


def _heading(who: str, at: dt.datetime) -> str:
    local = at.astimezone()
    return _("{who}, {date}, {time}").format(
        who=who or "—", date=short_date(local.date()), time=f"{local:%H:%M}"
    )


def _texts(layout: QVBoxLayout) -> list[str]:
    return [layout.itemAt(at).widget().text() for at in range(1, layout.count(), 2)]  # type: ignore[attr-defined]
