"""What each rule would forbid, counted beside the window when it is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.i18n import _
from app.wording.rules import effect_text

if TYPE_CHECKING:
    from app.bootstrap import Services
    from ui.context import Context
    from ui.pages.programme.rules_tab import RulesTab
    from ui.workers import Job, Progress, Ticket


class RuleEffects(QObject):
    """Counts for the cards of ``tab``; forgets it all when the programme has changed."""

    def __init__(self, context: Context, tab: RulesTab, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._tab = tab
        self._programme_id: int | None = None
        self._job: Job | None = None
        tab.effects_wanted.connect(self._count)

    def use(self, programme_id: int) -> None:
        """Turn to a programme, another one or the same after a change."""
        self._programme_id = programme_id
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._tab.say_effects({})

    def _count(self) -> None:
        if self._programme_id is None:
            return
        self._say(_("Counting…"))
        self._job = self._context.operations.query(
            self,
            partial(_effects, self._context.services, self._programme_id),
            self._counted,
            key="effects",
            progress=self._progressed,
        )

    def _progressed(self, progress: Progress) -> None:
        if self._job is not None and progress.total:
            percent = 100 * progress.done // progress.total
            self._say(_("Counting: {percent} %").format(percent=percent))

    def _counted(self, effects: Any) -> None:
        self._job = None
        self._tab.say_effects(
            {
                rule: effect_text(count, effects.possible)
                for rule, count in effects.forbidden.items()
            }
        )

    def _say(self, text: str) -> None:
        self._tab.say_effects(dict.fromkeys(self._tab.cards, text))


def _effects(services: Services, programme_id: int, ticket: Ticket) -> Any:
    return services.rule_effects.effects(
        programme_id,
        on_progress=ticket.report,
        should_stop=partial(getattr, ticket, "cancelled"),
    )
