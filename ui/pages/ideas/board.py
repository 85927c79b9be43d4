"""The board of ideas: a list for each state, between which cards go by mouse or keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from app.domain.ideas import IdeaStatus, may_move
from app.i18n import _
from app.wording.after_visit import status_name
from ui.pages.ideas.column import IdeaColumn
from ui.widgets.parts import column, frame, label, row, set_kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from app.services.ideas import IdeaRow
    from ui.theme import Theme

_NARROWEST = 27
_EDGE = 8


class IdeaBoard(QWidget):
    """Six columns in the order of the way.

    Signals
    -------
    chosen(object)
        The cursor stands on another idea (``IdeaRow``).
    opened(object)
        An idea is to be looked at.
    move_asked(object, object)
        An idea is to go to a state; perhaps the way does not lead there.
    menu_asked(object, object)
        The menu of an idea is wanted at a place of the screen.
    no_way(object)
        An idea cannot go any further that way.
    """

    chosen = Signal(object)
    opened = Signal(object)
    move_asked = Signal(object, object)
    menu_asked = Signal(object, object)
    no_way = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.columns = {status: IdeaColumn(theme, status) for status in IdeaStatus}
        self._order = list(self.columns.values())
        self._carried: IdeaRow | None = None
        self._current: int | None = None
        self.ghost = frame("card")
        self._ghost_text = label(theme, "strong")
        self._ghost_text.setWordWrap(False)
        column(self.ghost, theme, margin=2).addWidget(self._ghost_text)
        inside = QWidget()
        across = row(inside, theme, gap=2)
        for one in self._order:
            one.setMinimumWidth(theme.space(_NARROWEST))
            across.addWidget(one, stretch=1)
            one.cards.chosen.connect(self._chosen)
            one.cards.opened.connect(self.opened)
            one.cards.menu_asked.connect(self.menu_asked)
            one.cards.step_asked.connect(self._step)
            one.cards.beside_asked.connect(self._beside)
            one.cards.carry_began.connect(self._pick_up)
            one.cards.carried_to.connect(self._carry)
            one.cards.dropped_at.connect(self._drop)
            one.cards.carry_cancelled.connect(self.put_back)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column(self, theme).addWidget(area)
        self.ghost.setParent(self)
        self.ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.ghost.hide()
        self._area = area

    # Filling

    def show_ideas(self, ideas: Iterable[IdeaRow], today: dt.date) -> None:
        """Show these ideas, each in its column."""
        rows: dict[str, list[IdeaRow]] = {status: [] for status in IdeaStatus}
        for idea in ideas:
            rows[idea.status].append(idea)
        for status, one in self.columns.items():
            one.show_ideas(rows[status], today)

    def choose(self, idea_id: int | None, *, focus: bool = False) -> None:
        """Put the cursor on an idea, wherever it stands."""
        self._current = idea_id
        for one in self._order:
            at = one.cards.model().row_of(idea_id)
            one.cards.choose(at)
            if at is not None:
                self._area.ensureWidgetVisible(one, 0, 0)
                if focus:
                    one.cards.setFocus()

    def current(self) -> IdeaRow | None:
        """Return the idea on which the cursor stands."""
        return next((found for one in self._order if (found := one.cards.current())), None)

    @property
    def has_focus(self) -> bool:
        """Tell whether the keyboard is on the board."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def take_focus(self) -> None:
        """Put the keyboard on the current card, or on the first one."""
        holding = next((one for one in self._order if one.cards.current()), None)
        filled = next((one for one in self._order if one.cards.model().rows), self._order[0])
        target = holding or filled
        target.cards.setFocus()
        if holding is None:
            target.cards.choose_first()

    def retranslate(self) -> None:
        """Set all texts anew."""
        for one in self._order:
            one.retranslate()

    # Keys

    def _chosen(self, idea: IdeaRow) -> None:
        self._current = idea.id
        for one in self._order:
            if one.cards.model().row_of(idea.id) is None:
                one.cards.choose(None)
        self.chosen.emit(idea)

    def _step(self, idea: IdeaRow, way: int) -> None:
        states = list(self.columns)
        at = states.index(IdeaStatus(idea.status))
        ahead: Sequence[IdeaStatus] = states[at + 1 :] if way > 0 else states[:at][::-1]
        to = next((state for state in ahead if may_move(IdeaStatus(idea.status), state)), None)
        if to is None:
            self.no_way.emit(idea)
        else:
            self.move_asked.emit(idea, to)

    def _beside(self, status: IdeaStatus, way: int) -> None:
        at = self._order.index(self.columns[status]) + way
        if 0 <= at < len(self._order):
            there = self._order[at].cards
            there.setFocus()
            self._area.ensureWidgetVisible(self._order[at], 0, 0)
            if there.current() is None:
                there.choose_first()

    # The mouse

    def _pick_up(self, idea: IdeaRow) -> None:
        self._carried = idea
        for status, one in self.columns.items():
            one.offer(self._hint(idea, status))
        self._ghost_text.setText(_shortened(idea.title))
        self.ghost.adjustSize()
        self.ghost.show()
        self.ghost.raise_()

    @staticmethod
    def _hint(idea: IdeaRow, status: IdeaStatus) -> tuple[str, str]:
        if status == idea.status:
            return "", _("stands here")
        if may_move(IdeaStatus(idea.status), status):
            return "good", _("✔ may go here")
        return "bad", _("✖ not from “{state}”").format(state=status_name(idea.status))

    def _carry(self, there: QPoint) -> None:
        if self._carried is None:
            return
        self._scroll(there)
        offset = self.ghost.height() // 2
        self.ghost.move(self.mapFromGlobal(there) + QPoint(offset, offset))
        under = self._under(there)
        forbidden = under is not None and not self._takes(under.status)
        self.setCursor(
            Qt.CursorShape.ForbiddenCursor if forbidden else Qt.CursorShape.ClosedHandCursor
        )
        for one in self._order:
            set_kind(one, "column-over" if one is under and not forbidden else "column")

    def _scroll(self, there: QPoint) -> None:
        """Bring columns into sight that lie beyond the edge to which a card is carried."""
        bar, edge = self._area.horizontalScrollBar(), self._theme.space(_EDGE)
        at = self.mapFromGlobal(there).x()
        if at > self.width() - edge:
            bar.setValue(bar.value() + edge)
        elif at < edge:
            bar.setValue(bar.value() - edge)

    def _takes(self, status: IdeaStatus) -> bool:
        carried = self._carried
        return carried is not None and (
            status == carried.status or may_move(IdeaStatus(carried.status), status)
        )

    def _drop(self, there: QPoint) -> None:
        idea, under = self._carried, self._under(there)
        self.put_back()
        if idea is not None and under is not None and under.status != idea.status:
            self.move_asked.emit(idea, under.status)

    def put_back(self) -> None:
        """Carry nothing any more."""
        self._carried = None
        self.ghost.hide()
        self.unsetCursor()
        for one in self._order:
            one.offer(None)
            set_kind(one, "column")

    def _under(self, there: QPoint) -> IdeaColumn | None:
        return next(
            (one for one in self._order if one.rect().contains(one.mapFromGlobal(there))), None
        )


def _shortened(text: str, longest: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
