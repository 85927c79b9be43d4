"""Fetches why a visit is where it is, once the cursor rests on it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from app.services.moving import Carried

if TYPE_CHECKING:
    from app.services.moving import MovingService, PlanTable
    from ui.context import Context
    from ui.models.board import Chip, RoleLine
    from ui.models.board_hints import Carry, Hint
    from ui.pages.board.details import DetailsPanel, Selection

# Somebody who runs over the board with the arrow keys wants no reasons yet.
_REST_MS = 200
BEST_PLACES = 3


class Reasons(QObject):
    """Asks for what the panel of details adds to the selection."""

    def __init__(self, context: Context, panel: DetailsPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._panel = panel
        self._plan: PlanTable | None = None
        self._roles: dict[int, RoleLine] = {}
        self._selection: Selection | None = None
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._ask)

    def use(self, plan: PlanTable | None, roles: tuple[RoleLine, ...]) -> None:
        """Judge by this plan from now on."""
        self._plan = plan
        self._roles = {role.role_id: role for role in roles}
        if self._selection is not None:
            self._rest.start()

    def look_at(self, selection: Selection | None) -> None:
        """Fetch the reasons of a cell, if the cursor stays there."""
        if selection == self._selection and self._plan is not None:
            return
        self._selection = selection
        if selection is None:
            self._rest.stop()
        else:
            self._rest.start()

    def forget(self) -> None:
        """Take it that nothing is shown: the panel has been written anew."""
        self._selection = None

    def _ask(self) -> None:
        shown, plan = self._selection, self._plan
        if shown is None or plan is None:
            return
        if shown.carried is not None:
            if shown.hint is not None:
                self._query(
                    partial(_story, plan, shown.carried, shown.hint), self._panel.show_story
                )
        elif shown.chip is not None:
            moving = self._context.services.moving
            self._query(partial(_why, plan, moving, shown.chip), partial(self._why_known, shown))
            role_id = shown.chip.role_id
            self._context.operations.query(
                self,
                partial(self._context.services.profiles.role_card, role_id),
                partial(self._panel.show_card, role_id),
                key="card",
            )

    def _query(self, work: Any, then: Any) -> None:
        self._context.operations.query(
            self, work, partial(self._answer, self._selection, then), key="why"
        )

    def _answer(self, asked: Selection | None, then: Any, found: Any) -> None:
        if asked is self._selection:
            then(found)

    def _why_known(self, shown: Selection, found: tuple[Any, Any, Any]) -> None:
        if shown is self._selection:
            self._panel.show_why(*found, self._roles)


def _story(plan: PlanTable, carry: Carry, hint: Hint) -> Any:
    target = hint.target
    carried = Carried(carry.employee_id, carry.visit_id)
    return plan.story(carried, target.role_id, target.date, target.half, target.host_id)


def _why(plan: PlanTable, moving: MovingService, chip: Chip) -> tuple[Any, Any, Any]:
    carried = Carried(chip.employee_id, chip.visit_id)
    story = plan.story(carried, chip.role_id, chip.date, chip.half, chip.host_id)
    today = date.today()
    # What is over stays where it was.
    best = plan.best_places(carried, BEST_PLACES, today) if chip.date >= today else []
    return story, best, moving.last_act(chip.visit_id)
