"""The panel beside the board: what the selected cell holds, and why it is marked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from app.i18n import _
from ui.dates import long_slot, short_slot
from ui.widgets.level_badge import LevelBadge
from ui.widgets.parts import button, column, frame, label, name_control, row

if TYPE_CHECKING:
    from ui.models.board import Chip, Column, Hint, Line
    from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Selection:
    """A cell of the board and all visits of its person."""

    line: Line
    column: Column
    chips: tuple[Chip, ...]
    others: tuple[tuple[Column, Chip], ...]
    carried: Chip | None = None
    hint: Hint | None = None


class VisitCard(QFrame):
    """A visit with its acts.

    Signals
    -------
    pin_asked(), remove_asked()
        Buttons of the card.
    """

    pin_asked = Signal()
    remove_asked = Signal()

    def __init__(self, theme: Theme, chip: Chip) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        role, department = label(theme, "strong"), label(theme)
        role.setText(chip.role)
        department.setText(chip.department)
        badge = LevelBadge(theme)
        badge.set_level(chip.level)
        host = label(theme, muted=not chip.host)
        host.setText(
            _("Host: {person}").format(person=chip.host) if chip.host else _("No host yet")
        )
        layout = column(self, theme, margin=3, gap=2)
        for part in (role, department, badge, host):
            layout.addWidget(part)
        for sentence in chip.troubles:
            card = frame("banner-bad")
            text = label(theme)
            text.setText(sentence)
            column(card, theme, margin=2).addWidget(text)
            layout.addWidget(card)
        if chip.pinned:
            pinned = label(theme, muted=True)
            pinned.setText(_("Pinned: every new plan keeps this visit."))
            layout.addWidget(pinned)
        pin, remove = button("plain"), button("plain")
        name_control(pin, _("Unpin") if chip.pinned else _("Pin"))
        name_control(remove, _("Remove the visit"))
        theme.apply_icon(pin, "pushpin-2-fill" if chip.pinned else "pushpin-2-line")
        theme.apply_icon(remove, "delete-bin-line")
        acts = row(None, theme)
        acts.addWidget(pin)
        acts.addWidget(remove)
        acts.addStretch(1)
        layout.addLayout(acts)
        pin.clicked.connect(self.pin_asked)
        remove.clicked.connect(self.remove_asked)


class DetailsPanel(QFrame):
    """Who, when, which visit, what is wrong with it, where else the person goes.

    Signals
    -------
    pin_asked(object), remove_asked(object)
        The visit (``Chip``) whose button was pressed.
    place_asked(int, object, str)
        Person, day and half to go to.
    drop_asked(), carry_ended()
        What is carried is to be put here, or back.
    """

    pin_asked = Signal(object)
    remove_asked = Signal(object)
    place_asked = Signal(int, object, str)
    drop_asked = Signal()
    carry_ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Selection | None = None
        self.setProperty("kind", "panel")
        self._inside = QWidget()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column(self, theme, margin=4).addWidget(self._area)
        self.show_selection(None)

    def show_selection(self, selection: Selection | None) -> None:
        """Show a cell; None when the board has none."""
        if selection == self._shown and self._area.widget() is not None:
            return
        self._shown = selection
        inside = QWidget()
        layout = column(inside, self._theme, gap=2)
        if selection is not None:
            self._fill(layout, selection)
        layout.addStretch(1)
        # Qt deletes the widget that was there.
        self._area.setWidget(inside)

    def focus_first(self) -> None:
        """Put the keyboard on the first button."""
        buttons = self._area.widget().findChildren(QPushButton)
        if buttons:
            buttons[0].setFocus()

    def retranslate(self) -> None:
        """Write everything anew."""
        self.setAccessibleName(_("Details of the selected cell"))
        shown, self._shown = self._shown, None
        self.show_selection(None)
        self.show_selection(shown)

    # Internal

    def _fill(self, layout: object, selection: Selection) -> None:
        line, at = selection.line, selection.column
        texts = (
            ("heading", False, line.name),
            ("body", True, line.department),
            ("strong", False, _capital(long_slot(at.date, at.half))),
        )
        for kind, muted, text in texts:
            made = label(self._theme, kind, muted=muted)
            made.setText(text)
            layout.addWidget(made)
        if selection.carried is not None:
            layout.addWidget(self._moving(selection, selection.carried))
        for chip in selection.chips:
            card = VisitCard(self._theme, chip)
            card.pin_asked.connect(partial(self.pin_asked.emit, chip))
            card.remove_asked.connect(partial(self.remove_asked.emit, chip))
            layout.addWidget(card)
        if not selection.chips:
            nothing = label(self._theme, muted=True)
            if at.open:
                nothing.setText(_("No visit in this half-day."))
            else:
                nothing.setText(_("Closed: {reason}").format(reason=at.reason))
            layout.addWidget(nothing)
        layout.addSpacing(self._theme.space(3))
        count = label(self._theme, "strong")
        count.setText(
            _("Visits: {visits} of {target}").format(visits=line.visits, target=line.target)
        )
        layout.addWidget(count)
        for column_there, chip in selection.others:
            layout.addWidget(self._link(line, column_there, chip))

    def _moving(self, selection: Selection, carried: Chip) -> QFrame:
        kinds = {"fits": "banner-good", "costs": "banner-warning", "breaks": "banner-bad"}
        hint = selection.hint
        card = frame(kinds[hint.kind] if hint else "card")
        layout = column(card, self._theme, margin=3, gap=2)
        heading = label(self._theme, "strong")
        heading.setText(
            _("Moving the visit: {department}, {role}").format(
                department=carried.department, role=carried.role
            )
        )
        layout.addWidget(heading)
        for sentence in hint.sentences if hint else ():
            text = label(self._theme)
            text.setText(sentence)
            layout.addWidget(text)
        acts = row(None, self._theme)
        if hint is not None:
            here = button("plain")
            name_control(here, _("Put it here"))
            here.clicked.connect(self.drop_asked)
            acts.addWidget(here)
        back = button("plain")
        name_control(back, _("Leave it"))
        back.clicked.connect(self.carry_ended)
        acts.addWidget(back)
        acts.addStretch(1)
        layout.addLayout(acts)
        return card

    def _link(self, line: Line, at: Column, chip: Chip) -> QPushButton:
        link = button("link")
        text = _("{half_day}: {department}").format(
            half_day=short_slot(at.date, at.half), department=chip.department
        )
        name_control(link, text)
        link.setStyleSheet("text-align: left;")
        link.clicked.connect(partial(self.place_asked.emit, line.employee_id, at.date, at.half))
        return link


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
