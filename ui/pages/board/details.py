"""The panel beside the board: what the selected cell holds, why, and where else it could be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from ui.dates import long_slot, short_slot
from ui.models.board import Line, RoleLine, spoken_ghost, spoken_ghost_guest
from ui.pages.board.role_fold import RoleFold
from ui.pages.board.visit_card import CarryCard, VisitCard
from ui.widgets.parts import column, label
from ui.widgets.scrolled import Scrolled
from ui.widgets.wrapped_button import WrappedButton

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.services.moving import LastAct, Story, Target
    from app.services.profiles import RoleCard
    from ui.models.board import AnyLine, Chip, Column
    from ui.models.board_hints import Carry, Hint
    from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Selection:
    """A cell of the board.

    Attributes
    ----------
    chip
        The visit looked at.
    chips
        All visits of the cell.
    others
        All visits of the person, where one is looked at.
    closed
        Why the cell takes no visit, None if it does.
    refused
        Whether a strict board does not take here what is carried.
    ghosts
        What the plan compared with has in the cell, and this one has not.
    """

    line: AnyLine
    half_day: Column | None
    chip: Chip | None
    chips: tuple[Chip, ...]
    others: tuple[Chip, ...] = ()
    carried: Carry | None = None
    hint: Hint | None = None
    closed: str | None = None
    editable: bool = True
    refused: bool = False
    ghosts: tuple[Chip, ...] = ()


class DetailsPanel(QFrame):
    """Who, when, which visit, what is wrong with it, where else it could be.

    Signals
    -------
    pin_asked(object), move_asked(object), remove_asked(object)
        The visit (``Chip``) whose button was pressed.
    place_asked(object, object)
        A visit is wanted in another place: ``Chip`` and ``Target``.
    visit_asked(object)
        A visit (``Chip``) is to be shown on the board.
    drop_asked(), carry_ended()
        What is carried is to be put here, or back.
    """

    pin_asked = Signal(object)
    move_asked = Signal(object)
    remove_asked = Signal(object)
    place_asked = Signal(object, object)
    visit_asked = Signal(object)
    drop_asked = Signal()
    carry_ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Selection | None = None
        self._visit_card: VisitCard | None = None
        self._carry_card: CarryCard | None = None
        self.setProperty("kind", "panel")
        self._inside = QWidget()
        self.role = RoleFold(theme)
        body = QWidget()
        self._body = column(body, theme, gap=3)
        self._body.addWidget(self._inside)
        self._body.addWidget(self.role)
        self._body.addStretch(1)
        self._area = Scrolled(body)
        column(self, theme, margin=4).addWidget(self._area)
        self._write()

    def show_selection(self, selection: Selection | None) -> None:
        """Show a cell; None when the board has none."""
        if selection != self._shown:
            self._shown = selection
            self._write()

    def show_why(
        self,
        story: Story,
        best: Sequence[Target],
        act: LastAct | None,
        roles: Mapping[int, RoleLine],
    ) -> None:
        """Add the reasons of the visit that is looked at."""
        if self._visit_card is not None and self._shown is not None:
            self._visit_card.show_why(story, best, act, roles, editable=self._shown.editable)
            self._area.settle()

    def show_story(self, story: Story) -> None:
        """Add what it would be to put down here what is carried."""
        if self._carry_card is not None:
            self._carry_card.show_story(story)
            self._area.settle()

    def show_card(self, role_id: int, card: RoleCard) -> None:
        """Add the card of the role of the visit that is looked at."""
        self.role.show_card(role_id, card)
        self._area.settle()

    def focus_first(self) -> None:
        """Put the keyboard on the first button."""
        buttons = self._inside.findChildren(QPushButton)
        if buttons:
            buttons[0].setFocus()

    def retranslate(self) -> None:
        """Write everything anew."""
        self.setAccessibleName(_("Details of the selected cell"))
        self.role.retranslate()
        self._write()

    # Internal

    def _write(self) -> None:
        self._visit_card = self._carry_card = None
        old, self._inside = self._inside, QWidget()
        layout = column(self._inside, self._theme, gap=2)
        shown = self._shown
        if shown is None:
            self._add(layout, _("Nothing is selected."), muted=True)
        else:
            self._fill(layout, shown)
        self._body.replaceWidget(old, self._inside)
        self._inside.show()
        old.hide()
        old.deleteLater()
        chip = None if shown is None or shown.carried is not None else shown.chip
        self.role.look_at(None if chip is None else chip.role_id)
        self._area.settle()

    def _fill(self, layout: QVBoxLayout, shown: Selection) -> None:
        line, at = shown.line, shown.half_day
        self._add(layout, line.name, "heading")
        self._add(layout, line.subtitle, muted=True)
        if at is not None:
            self._add(layout, _capital(long_slot(at.date, at.half)), "strong")
        if at is not None and at.past:
            self._add(layout, _("This half-day is over."), muted=True)
        if shown.carried is not None:
            card = CarryCard(
                self._theme, shown.carried, shown.hint, shown.closed, refused=shown.refused
            )
            card.drop_asked.connect(self.drop_asked)
            card.leave_asked.connect(self.carry_ended)
            self._carry_card = card
            layout.addWidget(card)
        elif shown.chip is not None:
            layout.addWidget(self._card(shown, shown.chip))
        elif shown.closed is not None:
            self._add(layout, _("Closed: {reason}").format(reason=shown.closed), muted=True)
        else:
            self._add(layout, _("No visit in this half-day."), muted=True)
        for chip in shown.chips:
            if chip is not shown.chip:
                layout.addWidget(self._link(chip.guest, chip))
        for chip in shown.ghosts:
            of_person = isinstance(line, Line)
            text = spoken_ghost(chip) if of_person else spoken_ghost_guest(chip, into=True)
            self._add(layout, text, muted=True)
        layout.addSpacing(self._theme.space(3))
        if isinstance(line, Line):
            text = _("Visits: {visits} of {target}").format(visits=line.visits, target=line.target)
            self._add(layout, text, "strong")
        elif shown.others:
            text = _("All visits of: {person}").format(person=shown.others[0].guest)
            self._add(layout, text, "strong")
        for chip in shown.others:
            text = _("{half_day}: {department}").format(
                half_day=short_slot(chip.date, chip.half), department=chip.department
            )
            layout.addWidget(self._link(text, chip))

    def _card(self, shown: Selection, chip: Chip) -> VisitCard:
        card = VisitCard(
            self._theme,
            chip,
            with_guest=not isinstance(shown.line, Line),
            editable=shown.editable,
        )
        card.pin_asked.connect(partial(self.pin_asked.emit, chip))
        card.move_asked.connect(partial(self.move_asked.emit, chip))
        card.remove_asked.connect(partial(self.remove_asked.emit, chip))
        card.place_asked.connect(partial(self.place_asked.emit, chip))
        self._visit_card = card
        return card

    def _link(self, text: str, chip: Chip) -> QPushButton:
        link = WrappedButton(self._theme, text, kind="link")
        link.clicked.connect(partial(self.visit_asked.emit, chip))
        return link

    def _add(
        self, layout: QVBoxLayout, text: str, kind: str = "body", *, muted: bool = False
    ) -> None:
        made = label(self._theme, kind, muted=muted)
        made.setText(text)
        layout.addWidget(made)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
