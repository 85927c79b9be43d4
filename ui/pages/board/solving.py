"""A solve from offer to draft: drives the panel, polls the solver's process."""

from __future__ import annotations

from collections import Counter
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.i18n import _, ngettext
from app.services.solving import Crashed, Finished, Progress, Status, plan_of
from app.wording import sentence
from app.wording.tiers import headline, tier_title
from ui.widgets.solve_panel import Outcome, SolveState, TierLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QTimer

    from app.changes import Changes
    from app.errors import KnownError
    from app.services.solving import Plan, Tier
    from ui.context import Context
    from ui.widgets.solve_panel import SolvePanel

_POLL_MS = 150


class _Run:
    """Holds the process, so that it can be ended even when the page is gone."""

    def __init__(self) -> None:
        self.process: Any = None

    def end(self, *_gone: object) -> None:
        if self.process is not None:
            self.process.cancel()
            self.process = None


class Solving(QObject):
    """One solve at a time.

    Signals
    -------
    stored(int)
        The plan was stored as a draft.
    closed()
        The panel is not needed any more.
    """

    stored = Signal(int)
    closed = Signal()

    def __init__(self, context: Context, panel: SolvePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._panel = panel
        self._programme_id: int | None = None
        self._problem: Any = None
        self._findings: Sequence[Any] | None = None
        self._run = _Run()
        self._timer: QTimer | None = None
        self._began = self._better_at = 0.0
        self._tiers: tuple[Tier, ...] = ()
        self._visits: Iterable[Any] | None = None
        self._outcome: Finished | Crashed | None = None
        self._conflict: Sequence[Any] | None = None
        self._starting = False
        self._wish = ""
        panel.start_asked.connect(self._start)
        panel.stop_asked.connect(self._stop)
        panel.cancel_asked.connect(self._cancel)
        panel.use_asked.connect(self._use)
        panel.throw_away_asked.connect(self._throw_away)
        panel.close_asked.connect(self.closed)
        # A child left behind would go on computing.
        self.destroyed.connect(self._run.end)

    @property
    def running(self) -> bool:
        """Tell whether the solver works."""
        return self._starting or self._run.process is not None

    @property
    def waiting(self) -> bool:
        """Tell whether a plan found is neither used nor thrown away."""
        return self._outcome is not None

    @property
    def has_plan(self) -> bool:
        """Tell whether a plan has been found so far."""
        return self._visits is not None

    @property
    def pid(self) -> int | None:
        """Number of the solver's process, while there is one."""
        return self._run.process.pid if self._run.process is not None else None

    def offer(self, programme_id: int) -> None:
        """Say what a solve would decide, unless one is under way."""
        if self.running or self.waiting:
            return
        self._programme_id = programme_id
        self._problem, self._findings = None, None
        self._show_offer()
        services = self._context.services
        self._context.operations.query(
            self,
            partial(_prepare, services, programme_id),
            self._prepared,
            failed=self._not_prepared,
            key="offer",
        )

    def retranslate(self) -> None:
        """Write anew what is shown."""
        if self._outcome is not None:
            self._show_outcome()
        elif self.running:
            self._show_state()
        else:
            self._show_offer()

    def end(self) -> None:
        """End the solver, whatever it does."""
        self._halt()

    # Before

    def _prepared(self, prepared: tuple[Any, Sequence[Any]]) -> None:
        self._problem, self._findings = prepared
        if not self.running:
            self._show_offer()

    def _not_prepared(self, error: KnownError) -> None:
        self._findings = ()
        self._show_offer()
        self._context.error(error)

    def _show_offer(self) -> None:
        what = stays = ""
        if self._problem is not None:
            guests = [it for it in self._problem.people if it.target_visits]
            what = _(
                "{visits} visits of {people} people are to be placed in {half_days} half-days."
            ).format(
                visits=sum(it.target_visits for it in guests),
                people=len(guests),
                half_days=len(self._problem.slots),
            )
            pins = len(self._problem.pins)
            if pins:
                stays = ngettext(
                    "{count} pinned visit stays.", "{count} pinned visits stay.", pins
                ).format(count=pins)
        findings = self._findings
        texts = None if findings is None else [sentence(it.code, it.parameters) for it in findings]
        self._panel.show_offer(what, stays, texts)

    # During

    def _start(self, seconds: float | None) -> None:
        if self.running or self._programme_id is None:
            return
        self._starting, self._wish = True, ""
        self._tiers, self._visits = (), None
        self._began = monotonic()
        self._better_at = 0.0
        self._show_state()
        services = self._context.services
        self._context.operations.query(
            self,
            partial(services.planning.start, self._programme_id, time_limit=seconds),
            self._started,
            failed=self._not_started,
        )

    def _started(self, process: Any) -> None:
        self._starting = False
        self._run.process = process
        self._began = monotonic()
        self._timer = self._context.operations.poll(self, _POLL_MS, self._poll)
        # What was wished while the process was on its way.
        if self._wish == "cancel":
            self._cancel()
        elif self._wish == "stop":
            self._stop()

    def _not_started(self, error: KnownError) -> None:
        self._starting = False
        self._show_offer()
        self._context.error(error)

    def _poll(self) -> None:
        process = self._run.process
        if process is None:
            return
        for event in process.poll():
            if isinstance(event, Progress):
                self._note(event)
            else:
                self._finish(event)
                return
        self._show_state()

    def _note(self, progress: Progress) -> None:
        values = tuple(tier.value for tier in progress.tiers)
        if values != tuple(tier.value for tier in self._tiers):
            self._better_at = monotonic()
        self._tiers = progress.tiers
        if progress.visits is not None:
            self._visits = progress.visits

    def _show_state(self) -> None:
        if self._visits is None:
            text = _("Looking for a first plan…")
        else:
            text = self._words(self._visits, self._tiers)
        now = monotonic()
        self._panel.show_state(
            SolveState(
                headline=text,
                tiers=_tier_lines(self._tiers),
                seconds=now - self._began,
                seconds_since_better=now - self._better_at if self._better_at else None,
            )
        )

    def _stop(self) -> None:
        self._panel.show_stopping()
        self._wish = "stop"
        if self._run.process is not None:
            self._run.process.stop()

    def _cancel(self) -> None:
        self._wish = "cancel"
        self._panel.show_stopping()
        if not self._starting:
            self._halt()
            self._back()

    def _halt(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None
        self._run.end()

    # After

    def _finish(self, event: Finished | Crashed) -> None:
        self._halt()
        self._outcome = event
        if isinstance(event, Finished) and event.plan.status == Status.INFEASIBLE:
            self._ask_conflict(event.plan)
            return
        if isinstance(event, Finished):
            self._tiers, self._visits = event.plan.tiers, event.plan.visits
        elif event.best is not None and event.best.visits is not None:
            self._tiers, self._visits = event.best.tiers, event.best.visits
        self._show_outcome()

    def _ask_conflict(self, plan: Plan) -> None:
        self._visits = None
        self._context.operations.query(
            self,
            partial(self._context.services.planning.conflict, self._programme_id, plan),
            self._conflict_known,
        )

    def _conflict_known(self, conflict: Sequence[Any]) -> None:
        self._conflict = conflict
        self._show_outcome()

    def _show_outcome(self) -> None:
        event = self._outcome
        usable = self._visits is not None
        words = self._words(self._visits, self._tiers) if self._visits is not None else ""
        if isinstance(event, Crashed):
            warning = (
                _("The solver stopped unexpectedly. The best plan until then was kept.")
                if usable
                else _("The solver stopped unexpectedly, before it had found a plan. Try again.")
            )
            outcome = Outcome(words, _tier_lines(self._tiers), "", warning, usable)
        elif self._conflict is not None:
            outcome = Outcome(
                _("No plan can hold all of these together. Give up any one of them."),
                detail="\n".join(sentence(it.code, it.parameters) for it in self._conflict),
                usable=False,
            )
        else:
            detail = _("It took {seconds} seconds.").format(
                seconds=round(event.plan.seconds) if event else 0
            )
            outcome = Outcome(words, _tier_lines(self._tiers), detail)
        self._panel.show_outcome(outcome)

    def _use(self) -> None:
        if self._programme_id is None or self._visits is None:
            return
        self._panel.show_storing()
        services = self._context.services
        self._context.operations.command(
            self,
            partial(_store, services, self._programme_id, self._problem, self._outcome),
            self._was_stored,
            failed=self._not_stored,
        )

    def _was_stored(self, plan_id: int) -> None:
        self._outcome = None
        self.stored.emit(plan_id)

    def _not_stored(self, error: KnownError) -> None:
        self._show_outcome()
        self._context.error(error)

    def _throw_away(self) -> None:
        self._back()

    def _back(self) -> None:
        self._outcome, self._conflict = None, None
        self._visits, self._tiers = None, ()
        if self._programme_id is not None:
            self.offer(self._programme_id)

    def _words(self, visits: Iterable[Any], tiers: tuple[Tier, ...]) -> str:
        made = Counter(visit.person for visit in visits)
        everybody = self._problem.people if self._problem is not None else ()
        guests = [it for it in everybody if it.target_visits]
        lacking = sum(made[it.id] < it.target_visits for it in guests)
        missing = next((tier for tier in tiers if tier.name == "missing_visits"), None)
        if missing is None:
            return ""
        return headline(lacking, missing.value, missing.bound, len(guests))


def _prepare(services: Any, programme_id: int) -> tuple[Any, Sequence[Any]]:
    problem = services.planning.problem(programme_id)
    return problem, services.planning.precheck(programme_id)


def _store(
    services: Any, programme_id: int, problem: Any, outcome: Finished | Crashed
) -> tuple[int, Changes]:
    if isinstance(outcome, Finished):
        plan = outcome.plan
    else:
        assert outcome.best is not None
        plan = plan_of(problem, outcome.best, seed=0)
    return services.planning.store_draft(programme_id=programme_id, plan=plan)


def _tier_lines(tiers: Iterable[Tier]) -> tuple[TierLine, ...]:
    return tuple(TierLine(tier_title(it.name), it.value, it.bound) for it in tiers)
