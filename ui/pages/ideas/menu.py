"""The menu of a card: every state, those that cannot be reached greyed, and what else there is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.domain.ideas import IdeaStatus, may_move
from app.i18n import _
from app.wording.after_visit import status_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.services.ideas import IdeaRow


def card_menu(
    parent: QWidget,
    idea: IdeaRow,
    *,
    move: Callable[[IdeaRow, IdeaStatus], None],
    open_it: Callable[[IdeaRow], None],
    merge: Callable[[], None],
    letter: Callable[[IdeaRow], None],
) -> QMenu:
    """Return the menu of ``idea``, which is looked at; it goes as soon as it is closed."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.addAction(_("Look at it"), partial(open_it, idea))
    menu.addSeparator()
    here = IdeaStatus(idea.status)
    for status in IdeaStatus:
        if status is here:
            continue
        name = status_name(status)
        if may_move(here, status):
            menu.addAction(_("Move to “{state}”").format(state=name), partial(move, idea, status))
        else:
            text = _("“{state}”: not from here").format(state=name)
            menu.addAction(text).setEnabled(False)
    menu.addSeparator()
    menu.addAction(_("Make it part of another idea…"), merge)
    if idea.author_id is not None:
        menu.addAction(_("Letter to the author…"), partial(letter, idea))
    return menu
