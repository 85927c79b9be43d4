"""Letters on ideas: shown at once, written as drafts into files or a folder."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.i18n import _, ngettext
from ui.file_names import file_name
from ui.mailing import write_mail
from ui.opened_files import show_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.bootstrap import Services
    from app.changes import Changes
    from app.domain.mail import MailLink
    from app.services.ideas import IdeaRow
    from ui.context import Context
    from ui.widgets.letter_card import LetterCard

_NAMED = 3


class IdeaLetters(QObject):
    """Shows the letter on one idea in ``card``, and writes drafts."""

    def __init__(self, context: Context, card: LetterCard, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._card = context, card
        self._idea: IdeaRow | None = None
        card.draft_asked.connect(self._save)
        card.mail_asked.connect(self._write_mail)

    def show(self, idea: IdeaRow) -> None:
        """Show what its author is told about ``idea``."""
        self._idea = idea
        self._context.operations.query(
            self,
            partial(self._context.services.letters.answer_letter, [idea]),
            self._ready,
            key="letter",
        )

    # Internal functions

    def _ready(self, letter: tuple[str, str]) -> None:
        if self._idea is not None:
            self._card.show_letter(self._idea.author, self._idea.author_email, *letter)

    def _write_mail(self) -> None:
        idea = self._idea
        if idea is not None:
            self._context.operations.query(
                self,
                partial(self._context.services.letters.answer_by_mail_program, idea),
                partial(self._mail_ready, idea),
                key="mail",
            )

    def _mail_ready(self, idea: IdeaRow, link: MailLink) -> None:
        told = (_("The author knows"), partial(self._note_told, idea))
        self._context.toast(write_mail(link), action=told)

    def _note_told(self, idea: IdeaRow) -> None:
        self._context.operations.command(
            self, partial(self._context.services.ideas.note_told, [idea.id]), quiet=True
        )

    def _save(self) -> None:
        idea = self._idea
        if idea is None:
            return
        name = file_name(f"{idea.author} {idea.title[:40]}") or _("Letter")
        path = self._context.interaction.save_file(
            _("Save the letter as a draft"), f"{name}.eml", [(_("E-mail drafts"), "*.eml")]
        )
        if path is not None:
            self._context.operations.command(
                self,
                partial(_write_one, self._context.services, idea.id, path),
                self._saved,
                failed=self._context.error,
                quiet=True,
            )

    def _saved(self, path: Path) -> None:
        self._card.hide()
        self._context.toast(
            _("Written: {file}").format(file=path.name),
            action=(_("Open"), partial(show_path, path)),
        )


class DraftFolder(QObject):
    """Lets drafts be written into a folder that the user chooses."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def ask_for(self, write: Callable[..., Any], title: str) -> None:
        """Ask where to and let ``write`` put drafts there."""
        folder = self._context.interaction.choose_folder(title)
        if folder is not None:
            self._context.operations.command(
                self,
                partial(write, folder=folder, today=dt.date.today()),
                self._written,
                failed=self._context.error,
                quiet=True,
            )

    def _written(self, written: Any) -> None:
        count = len(written.files)
        text = ngettext(
            "{count} draft is ready. Open it, look at it, send it.",
            "{count} drafts are ready. Open them, look at them, send them.",
            count,
        ).format(count=count)
        nobody = written.without_address
        if nobody:
            names = ", ".join(nobody[:_NAMED])
            more = len(nobody) - _NAMED
            if more > 0:
                names = _("{names} and {count} more").format(names=names, count=more)
            text = " ".join([text, _("Without an e-mail address: {names}.").format(names=names)])
        self._context.toast(text, action=(_("Open the folder"), partial(show_path, written.folder)))


def _write_one(services: Services, idea_id: int, path: Path) -> tuple[Path, Changes]:
    return services.letters.write_answer(idea_id=idea_id, target=path, today=dt.date.today())
