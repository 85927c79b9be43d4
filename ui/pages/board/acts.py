"""What can be done with visits from menus and keys: pin, take out, go to the best places."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from app.i18n import _, ngettext
from app.services.moving import Carried
from ui.dates import short_slot
from ui.models.board import spoken_chip
from ui.models.board_hints import Carry
from ui.pages.board.reasons import BEST_PLACES
from ui.pages.board.visit_card import place_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QAction

    from app.services.moving import PlanTable, Target
    from ui.context import Context
    from ui.models.board import Chip
    from ui.pages.board.moving import Moving
    from ui.pages.board.placing import PlacingVisits
    from ui.pages.board.table import BoardTable


class Acts(QObject):
    """Acts on the current visit, and on many at once.

    Signals
    -------
    told(str)
        What has happened, for a screen reader.
    """

    told = Signal(str)

    def __init__(
        self,
        context: Context,
        table: BoardTable,
        moving: Moving,
        placing: PlacingVisits,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._table = table
        self._moving = moving
        self._placing = placing
        self._plan: PlanTable | None = None
        table.pin_asked.connect(self.pin)
        table.remove_asked.connect(self.remove)
        table.best_asked.connect(self.offer_best)

    def use(self, plan: PlanTable | None) -> None:
        """Judge by this plan from now on."""
        self._plan = plan

    def pin(self, chip: Chip | None = None) -> None:
        """Pin the visits that are marked, else the current one; unpin them if all are pinned."""
        table = self._table
        if chip is None and table.marked:
            self.pin_all(
                [it for it in table.board.board.all_chips() if it.visit_id in table.marked]
            )
            return
        chip = chip or table.current_chip()
        if chip is not None and self._moving.may_change():
            self._context.operations.command(
                self,
                partial(self._context.services.planning.pin, chip.visit_id, not chip.pinned),
                partial(self._say, _("Unpinned.") if chip.pinned else _("Pinned.")),
            )

    def pin_all(self, chips: Iterable[Chip], _checked: bool = False) -> None:
        """Pin all of ``chips`` as one step, or unpin them if every one is pinned."""
        chips = list(chips)
        if not chips or not self._moving.may_change():
            return
        on = not all(chip.pinned for chip in chips)
        self._context.operations.command(
            self,
            partial(self._context.services.moving.pin_all, [chip.visit_id for chip in chips], on),
            partial(self._say, _("Pinned.") if on else _("Unpinned.")),
        )

    def remove(self, chip: Chip | None = None) -> None:
        """Take the current visit out of the plan, into the tray."""
        chip = chip or self._table.current_chip()
        if chip is not None and self._moving.may_change():
            self._context.operations.command(
                self,
                partial(self._context.services.planning.remove_visit, chip.visit_id),
                partial(self._say, _("The visit was taken out of the plan.")),
            )

    def move_to(self, chip: Chip, target: Target, _checked: bool = False) -> None:
        """Put a visit where a proposal says."""
        if self._moving.may_change():
            self._placing.place(
                Carry(chip.employee_id, chip.guest, chip),
                target.role_id,
                target.date,
                target.half,
                target.host_id,
            )

    def offer_best(self, there: QPoint) -> None:
        """Look for the best other places of the current visit and offer them in a menu."""
        chip = self._table.current_chip()
        if chip is not None and self._plan is not None:
            self._context.operations.query(
                self,
                partial(
                    self._plan.best_places,
                    Carried(chip.employee_id, chip.visit_id),
                    BEST_PLACES,
                    date.today(),
                ),
                partial(self._show_best, chip, there),
                key="best",
            )

    def menu(self, place: QPoint, acts: Sequence[QAction | None]) -> QMenu:
        """Show the menu of the current cell at a place of the screen; None parts ``acts``."""
        table, chip = self._table, self._table.current_chip()
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if chip is not None:
            heading = menu.addAction(f"{chip.guest}: {spoken_chip(chip)}")
            heading.setEnabled(False)
            menu.addSeparator()
        for act in acts:
            if act is None:
                menu.addSeparator()
            else:
                menu.addAction(act)
        if chip is not None or table.marked:
            self._add_pins(menu, chip)
        menu.popup(place)
        return menu

    # Internal

    def _add_pins(self, menu: QMenu, chip: Chip | None) -> None:
        many = menu.addMenu(_("Pin or unpin many"))
        everything = self._table.board.board.all_chips()
        groups: list[tuple[str, list[Chip]]] = []
        if chip is not None:
            groups = [
                (
                    _("All visits of: {person}").format(person=chip.guest),
                    [it for it in everything if it.employee_id == chip.employee_id],
                ),
                (
                    _("All visits to: {department}, {role}").format(
                        department=chip.department, role=chip.role
                    ),
                    [it for it in everything if it.role_id == chip.role_id],
                ),
                (
                    _("All visits of this day"),
                    [it for it in everything if it.date == chip.date],
                ),
            ]
        marked = [it for it in everything if it.visit_id in self._table.marked]
        if marked:
            text = ngettext("{count} marked visit", "{count} marked visits", len(marked))
            groups.append((text.format(count=len(marked)), marked))
        for text, chips in groups:
            many.addAction(text).triggered.connect(partial(self.pin_all, chips))

    def _show_best(self, chip: Chip, there: QPoint, found: Sequence[Target]) -> None:
        roles = {role.role_id: role for role in self._table.board.board.roles}
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = menu.addAction(
            _("Best other places: {person}, {half_day}").format(
                person=chip.guest, half_day=short_slot(chip.date, chip.half)
            )
        )
        heading.setEnabled(False)
        menu.addSeparator()
        for target in found:
            if target.role_id in roles:
                act = menu.addAction(place_text(target, roles[target.role_id]))
                act.setEnabled(self._table.board.board.editable)
                act.triggered.connect(partial(self.move_to, chip, target))
        if not found:
            menu.addAction(_("There is no other place where no rule is broken.")).setEnabled(False)
        else:
            menu.setActiveAction(menu.actions()[2])
        menu.popup(there)

    def _say(self, text: str, _done: object = None) -> None:
        self.told.emit(text)
