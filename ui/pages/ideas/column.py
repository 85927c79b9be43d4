"""One column of the board: a state with the cards that stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView

from app.i18n import _
from app.wording.after_visit import status_name
from ui.models.idea_cards import IdeaCards
from ui.pages.ideas.card_delegate import CardDelegate
from ui.widgets.parts import column, label, row, set_kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from app.domain.ideas import IdeaStatus
    from app.services.ideas import IdeaRow
    from ui.theme import Theme

_THRESHOLD = 1.5
"""How much farther than the system says a card is pulled before it comes off."""


class CardList(QListView):
    """The cards of a column.

    Signals
    -------
    chosen(object), opened(object)
        The cursor stands on an idea (``IdeaRow``); it is to be looked at.
    step_asked(object, int)
        An idea is to go to the right (1) or to the left (-1).
    beside_asked(object, int)
        From this state (``IdeaStatus``) the cursor is to go to a column beside it.
    menu_asked(object, object)
        The menu of an idea is wanted at a place of the screen.
    carry_began(object), carried_to(object), dropped_at(object), carry_cancelled()
        An idea is pulled off, over a place of the screen, let go there, or put back.
    """

    chosen = Signal(object)
    opened = Signal(object)
    step_asked = Signal(object, int)
    beside_asked = Signal(object, int)
    menu_asked = Signal(object, object)
    carry_began = Signal(object)
    carried_to = Signal(object)
    dropped_at = Signal(object)
    carry_cancelled = Signal()

    def __init__(self, theme: Theme, status: IdeaStatus) -> None:
        super().__init__()
        self.status = status
        self._cards = IdeaCards()
        self._pressed: QPoint | None = None
        self._carrying = False
        self.setModel(self._cards)
        self.setItemDelegate(CardDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def model(self) -> IdeaCards:
        """Return the cards."""
        return self._cards

    def current(self) -> IdeaRow | None:
        """Return the idea on which the cursor stands, None without one."""
        index = self.currentIndex()
        selected = index.isValid() and self.selectionModel().isSelected(index)
        return self._cards.rows[index.row()] if selected else None

    def choose(self, at: int | None) -> None:
        """Put the cursor on the card ``at``, or on none, without telling anybody."""
        self.selectionModel().blockSignals(True)
        if at is None:
            self.clearSelection()
        else:
            self.selectionModel().setCurrentIndex(
                self._cards.index(at), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(self._cards.index(at))
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def choose_first(self) -> None:
        """Put the cursor on the card where it was here last, or on the first."""
        if self._cards.rows:
            at = max(0, self.currentIndex().row())
            self.choose(at)
            self.chosen.emit(self._cards.rows[at])

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move card or cursor to the columns beside, open the idea, put back what is carried."""
        idea, key = self.current(), event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if way and control:
            if idea is not None:
                self.step_asked.emit(idea, way)
        elif way:
            self.beside_asked.emit(self.status, way)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and idea is not None:
            self.opened.emit(idea)
        elif key == Qt.Key.Key_Escape and self._carrying:
            self._end()
            self.carry_cancelled.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the card under the mouse, or of the current one."""
        idea, at = self.current(), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            under = self.indexAt(event.pos())
            idea = self._cards.rows[under.row()] if under.isValid() else None
        elif idea is not None:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        if idea is not None:
            self.menu_asked.emit(idea, at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a card, perhaps to pull it off."""
        super().mousePressEvent(event)
        on_card = self.indexAt(event.position().toPoint()).isValid()
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if on_card and left else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the card; Qt's own way of dragging would stop everything else meanwhile."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        way = (event.position().toPoint() - self._pressed).manhattanLength()
        idea = self.current()
        if not self._carrying:
            if idea is None or way < _THRESHOLD * QApplication.startDragDistance():
                return
            self._carrying = True
            self.carry_began.emit(idea)
        self.carried_to.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the card go, or open it where it was only clicked."""
        carrying, pressed = self._carrying, self._pressed
        self._end()
        if carrying:
            self.dropped_at.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)
            idea = self.current()
            if pressed is not None and idea is not None:
                self.opened.emit(idea)

    # Internal functions

    def _end(self) -> None:
        self._pressed, self._carrying = None, False

    def _current_changed(self, index: QModelIndex | QPersistentModelIndex, _old: object) -> None:
        if index.isValid():
            self.chosen.emit(self._cards.rows[index.row()])

    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self.opened.emit(self._cards.rows[index.row()])


class IdeaColumn(QFrame):
    """A state, how many stand in it, and while a card is carried whether it may come here."""

    def __init__(self, theme: Theme, status: IdeaStatus) -> None:
        super().__init__()
        self.status = status
        self.setProperty("kind", "column")
        self.title = label(theme, "strong")
        self.count = label(theme, muted=True)
        self.count.setWordWrap(False)
        self.hint = label(theme, "small")
        self.cards = CardList(theme, status)
        head = row(None, theme)
        head.addWidget(self.title, stretch=1)
        head.addWidget(self.count)
        layout = column(self, theme, margin=1, gap=1)
        top = column(None, theme, margin=1, gap=1)
        top.addLayout(head)
        top.addWidget(self.hint)
        layout.addLayout(top)
        layout.addWidget(self.cards, stretch=1)
        self.hint.hide()

    def show_ideas(self, rows: Sequence[IdeaRow], today: dt.date) -> None:
        """Show these ideas."""
        self.cards.model().show(rows, today)
        self.count.setText(str(len(rows)))

    def offer(self, hint: tuple[str, str] | None) -> None:
        """Say by sign, word and colour whether what is carried may come here; None is quiet."""
        self.hint.setVisible(hint is not None)
        if hint is not None:
            set_kind(self.hint, hint[0])
            self.hint.setText(hint[1])

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(status_name(self.status))
        self.cards.setAccessibleName(_("Ideas at “{state}”").format(state=status_name(self.status)))
