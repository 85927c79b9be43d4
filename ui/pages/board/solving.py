"""A solve from offer to draft: drives the panel, polls the solver's process."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.i18n import _, ngettext
from app.services.solving import Crashed, Finished, Progress, Status, plan_of
from app.wording.formats import moment
from app.wording.tiers import glance_text
from ui.finding_notes import FindingNotes
from ui.pages.board import solve_words
from ui.pages.board.keeping import Keeping
from ui.solver_run import SolverRun
from ui.widgets.notes import Note
from ui.widgets.solve_before import Offer
from ui.widgets.solve_parts import Outcome, SolveState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.changes import Changes
    from app.errors import KnownError
    from app.services.comparing import Glance
    from app.services.findings import Finding
    from app.services.replanning import ReplanSummary
    from app.services.solving import Plan, Tier
    from ui.context import Context
    from ui.pages.board.solve_words import Prepared
    from ui.widgets.solve_panel import SolvePanel

# What a problem is made of, and the plan that is compared with.
_MATTERS = (
    "absence",
    "closed_day",
    "department",
    "employee",
    "no_go",
    "pair",
    "person_pair",
    "plan_version",
    "programme",
    "role",
    "role_host",
    "sign_up",
    "visit",
    "wish",
)


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
        self._notes = FindingNotes(context, self)
        self._keeping = Keeping(context, self)
        self._programme_id: int | None = None
        self._plan_id: int | None = None
        self._offering = False
        self._prepared_for: Prepared | None = None
        self._failed_to_prepare = False
        self._run = SolverRun(context.operations, self)
        self._choice: tuple[float | None, bool] = (None, False)
        self._based_on = dt.datetime.now(dt.UTC)
        self._asks = self._has_asked = False
        self._tiers: tuple[Tier, ...] = ()
        self._visits: Sequence[Any] | None = None
        self._outcome: Finished | Crashed | None = None
        self._conflict: Sequence[Finding] | None = None
        self._glance: Glance | None = None
        self._told: tuple[ReplanSummary, bool] | None = None
        panel.start_asked.connect(self._start)
        panel.stop_asked.connect(self._stop)
        panel.cancel_asked.connect(self._cancel)
        panel.use_asked.connect(self._use)
        panel.compare_asked.connect(self._compare)
        panel.throw_away_asked.connect(self._throw_away)
        panel.publish_asked.connect(self._to_publishing)
        panel.messages_asked.connect(self._to_messages)
        panel.close_asked.connect(self._close)
        context.operations.changed.connect(self._data_changed)
        self._run.lived.connect(self._show_state)
        self._run.improved.connect(self._keep)
        self._run.ended.connect(self._finish)
        self._run.failed.connect(self._not_started)

    @property
    def running(self) -> bool:
        """Tell whether the solver works."""
        return self._run.running

    @property
    def waiting(self) -> bool:
        """Tell whether a plan found is neither used nor thrown away."""
        return self._outcome is not None

    @property
    def has_plan(self) -> bool:
        """Tell whether a plan has been found so far."""
        return self._visits is not None or self._run.visits is not None

    @property
    def telling(self) -> bool:
        """Tell whether the panel is still needed: it says who must be told of the draft."""
        return self._told is not None

    @property
    def pid(self) -> int | None:
        """Number of the solver's process, while there is one."""
        return self._run.pid

    def offer(self, programme_id: int, plan_id: int | None = None, *, few: bool = False) -> None:
        """Say what a solve would decide, unless one is under way.

        Parameters
        ----------
        plan_id
            The plan that the new one is compared with.
        few
            Whether as little as possible of the published plan is to change.
        """
        if self.running or self.waiting:
            return
        self._programme_id, self._plan_id = programme_id, plan_id
        self._told = None
        self._offering = True
        self._prepared_for, self._failed_to_prepare = None, False
        self._show_offer()
        if few:
            self._panel.prefer_few_changes(True)
        self._prepare()

    def retranslate(self) -> None:
        """Write anew what is shown."""
        if self._told is not None:
            self._show_told()
        elif self._outcome is not None:
            self._show_outcome()
        elif self.running:
            self._show_state()
        else:
            self._show_offer()

    # Before

    def _prepare(self) -> None:
        self._context.operations.query(
            self,
            partial(solve_words.prepare, self._context.services, self._programme_id),
            self._prepared,
            failed=self._not_prepared,
            key="offer",
        )

    def _prepared(self, prepared: Prepared) -> None:
        first_time, self._prepared_for = self._prepared_for is None, prepared
        if not self.running and not self.waiting:
            if first_time and prepared.begun:
                # What has taken place cannot be planned anew.
                self._panel.prefer_few_changes(True)
            self._show_offer()

    def _not_prepared(self, error: KnownError) -> None:
        self._failed_to_prepare = True
        self._show_offer()
        self._context.error(error)

    def _show_offer(self) -> None:
        prepared = self._prepared_for
        if prepared is None or self._programme_id is None:
            self._panel.show_offer(Offer(findings=() if self._failed_to_prepare else None))
            return
        self._panel.show_offer(
            Offer(
                what=solve_words.what_is_decided(prepared.problem),
                stays=solve_words.what_stays(prepared.problem),
                findings=self._notes.of(prepared.findings, self._programme_id),
                kept=() if prepared.kept is None else (self._kept_note(prepared),),
                published=prepared.published,
            )
        )

    def _kept_note(self, prepared: Prepared) -> Note:
        assert prepared.kept is not None
        visits = len(prepared.kept.plan.visits)
        text = ngettext(
            "A search was broken off. Its best plan was kept: {count} visit, {when}.",
            "A search was broken off. Its best plan was kept: {count} visits, {when}.",
            visits,
        ).format(count=visits, when=moment(prepared.kept.kept_at))
        return Note(text, ((_("Take it up"), self._take_up), (_("Throw away"), self._throw_away)))

    def _take_up(self) -> None:
        if self._prepared_for is not None and self._prepared_for.kept is not None:
            self._choice = (None, False)
            self._finish(Finished(self._prepared_for.kept.plan))

    # During

    def _start(self, seconds: float | None, few: bool) -> None:
        if self.running or self._programme_id is None:
            return
        self._choice = (seconds, few)
        self._glance = None
        self._asks = self._has_asked = False
        self._based_on = dt.datetime.now(dt.UTC)
        self._keeping.begin()
        services = self._context.services
        start = services.replanning.start if few else services.planning.start
        self._run.start(partial(start, self._programme_id, time_limit=seconds))
        self._show_state()

    def _not_started(self, error: KnownError) -> None:
        self._show_offer()
        self._context.error(error)

    def _keep(self, progress: Progress) -> None:
        if self._prepared_for is not None and self._programme_id is not None:
            self._keeping.keep(self._programme_id, self._prepared_for.problem, progress)

    def _show_state(self) -> None:
        run = self._run
        if run.visits is None or not run.found:
            text = _("Looking for a first plan…")
        else:
            text = self._words(run.visits, run.tiers)
        self._panel.show_state(
            SolveState(
                headline=text,
                tiers=solve_words.tier_lines(run.tiers),
                seconds=run.seconds,
                seconds_since_better=run.seconds_since_better,
                improvement=solve_words.improvement_of(run.history, run.seconds),
                question=self._question() if self._asks else None,
            )
        )

    def _question(self) -> Note:
        text = _(
            "Something has been changed since: this plan is based on what was there on {when}. "
            "Keep going?"
        ).format(when=moment(self._based_on))
        return Note(
            text, ((_("Keep going"), self._keep_going), (_("Start anew"), self._start_anew))
        )

    def _keep_going(self) -> None:
        self._asks = False
        self._show_state()

    def _start_anew(self) -> None:
        self._run.cancel()
        self._prepare()
        self._start(*self._choice)

    def _data_changed(self, changes: Changes) -> None:
        if not changes.touches(*_MATTERS):
            return
        if self.running:
            # Asked once: whoever goes on working knows by then.
            self._asks, self._has_asked = self._asks or not self._has_asked, True
        elif self._conflict is not None:
            # Something of what contradicted each other has been given up.
            self._back()
        elif self._offering and not self.waiting:
            self._prepare()

    def _stop(self) -> None:
        self._panel.show_stopping()
        self._run.stop()

    def _cancel(self) -> None:
        self._run.cancel()
        self._throw_away()

    # After

    def _finish(self, event: Finished | Crashed) -> None:
        self._outcome = event
        self._asks = False
        # The task bar tells it where another program is in front; else Qt does nothing.
        QApplication.alert(self._panel.window())
        if isinstance(event, Finished) and event.plan.status == Status.INFEASIBLE:
            self._ask_conflict(event.plan)
            return
        if isinstance(event, Finished):
            self._tiers, self._visits = event.plan.tiers, event.plan.visits
        elif event.best is not None and event.best.visits is not None:
            self._tiers, self._visits = event.best.tiers, event.best.visits
        self._show_outcome()
        if self._visits is not None and self._plan_id is not None:
            comparing = self._context.services.comparing
            self._context.operations.query(
                self,
                partial(comparing.glance, self._plan_id, self._visits),
                partial(self._glance_known, event),
            )

    def _glance_known(self, event: Finished | Crashed, glance: Glance) -> None:
        if event is self._outcome:
            self._glance = glance
            self._show_outcome()

    def _ask_conflict(self, plan: Plan) -> None:
        self._visits = None
        self._context.operations.query(
            self,
            partial(self._context.services.planning.conflict, self._programme_id, plan),
            self._conflict_known,
        )

    def _conflict_known(self, conflict: Sequence[Finding]) -> None:
        self._conflict = conflict
        self._show_outcome()

    def _show_outcome(self) -> None:
        event = self._outcome
        usable = self._visits is not None
        words = self._words(self._visits, self._tiers) if self._visits is not None else ""
        tiers = solve_words.tier_lines(self._tiers)
        details = [] if self._glance is None else [glance_text(self._glance)]
        if self._conflict is not None and self._programme_id is not None:
            outcome = Outcome(
                _("No plan can hold all of these together. Give up any one of them."),
                notes=self._notes.of(self._conflict, self._programme_id),
                usable=False,
            )
        elif isinstance(event, Crashed):
            warning = (
                _("The solver stopped unexpectedly. The best plan until then was kept.")
                if usable
                else _("The solver stopped unexpectedly, before it had found a plan. Try again.")
            )
            outcome = Outcome(
                words, tiers, "\n\n".join(details), warning, usable, comparable=bool(details)
            )
        else:
            seconds = max(1, round(event.plan.seconds)) if event else 1
            took = ngettext("It took {count} second.", "It took {count} seconds.", seconds)
            details.append(took.format(count=seconds))
            outcome = Outcome(
                words, tiers, "\n\n".join(details), comparable=self._glance is not None
            )
        self._panel.show_outcome(outcome)

    def _use(self) -> None:
        self._store(self._was_stored)

    def _compare(self) -> None:
        self._store(self._was_stored_to_compare)

    def _store(self, then: Any) -> None:
        if self._programme_id is None or self._visits is None or self._prepared_for is None:
            return
        self._panel.show_storing()
        self._context.operations.command(
            self,
            partial(
                _stored,
                self._context.services,
                self._programme_id,
                self._prepared_for.problem,
                self._outcome,
            ),
            then,
            failed=self._not_stored,
        )

    def _was_stored(self, plan_id: int) -> None:
        outcome = self._settled()
        if not self._choice[1]:
            self.stored.emit(plan_id)
            return
        replan = outcome.replan if isinstance(outcome, Finished) else None
        self._context.operations.query(
            self,
            partial(self._context.services.replanning.summary, plan_id),
            partial(self._summed_up, plan_id, replan is not None and replan.proven),
        )

    def _was_stored_to_compare(self, plan_id: int) -> None:
        self._settled()
        self.stored.emit(plan_id)
        self._context.go(
            "compare", programme_id=self._programme_id, a_id=self._plan_id, b_id=plan_id
        )

    def _settled(self) -> Finished | Crashed | None:
        outcome, self._outcome = self._outcome, None
        self._offering = False
        if self._programme_id is not None:
            self._keeping.forget(self._programme_id)
        return outcome

    def _not_stored(self, error: KnownError) -> None:
        self._show_outcome()
        self._context.error(error)

    def _throw_away(self) -> None:
        self._clear()
        self._prepared_for = None
        self._show_offer()
        if self._programme_id is not None:
            self._keeping.forget(self._programme_id, self._offer_anew)

    def _back(self) -> None:
        self._clear()
        self._offer_anew()

    def _clear(self) -> None:
        self._outcome, self._conflict, self._glance = None, None, None
        self._visits, self._tiers = None, ()

    def _offer_anew(self) -> None:
        if self._programme_id is not None:
            self.offer(self._programme_id, self._plan_id)

    # Who must be told

    def _summed_up(self, plan_id: int, proven: bool, summary: ReplanSummary) -> None:
        self._plan_id = plan_id
        self._told = (summary, proven)
        self._show_told()
        self.stored.emit(plan_id)
        self._panel.focus_first()

    def _show_told(self) -> None:
        if self._told is not None:
            summary, proven = self._told
            self._panel.show_told(
                solve_words.told_headline(summary, proven), solve_words.told_notes(summary)
            )

    def _to_publishing(self) -> None:
        self._close()
        self._context.go("publish", programme_id=self._programme_id, plan_id=self._plan_id)

    def _to_messages(self) -> None:
        self._close()
        self._context.go("messages", programme_id=self._programme_id)

    def _close(self) -> None:
        self._told = None
        self._offering = False
        self.closed.emit()

    def _words(self, visits: Iterable[Any], tiers: Iterable[Tier]) -> str:
        problem = None if self._prepared_for is None else self._prepared_for.problem
        return solve_words.words_of(problem, visits, tiers)


def _stored(
    services: Any, programme_id: int, problem: Any, outcome: Finished | Crashed
) -> tuple[int, Changes]:
    if isinstance(outcome, Finished):
        plan = outcome.plan
    else:
        assert outcome.best is not None
        plan = plan_of(problem, outcome.best, seed=0)
    return services.planning.store_draft(programme_id=programme_id, plan=plan)
