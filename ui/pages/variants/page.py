"""The variants page: makes plans of different weights in turn; one of them becomes the draft."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from app.i18n import _, ngettext
from app.services.solving import Crashed, Finished, Status, plan_of
from app.wording import error_text
from app.wording.variants import variant_title
from ui.finding_notes import FindingNotes
from ui.models.variants import (
    LoadedVariants,
    figures_of,
    load_variants,
    variant_rows,
    verdict_of,
)
from ui.page import Page
from ui.pages.variants.view import SECONDS, VariantsView
from ui.solver_run import SolverRun
from ui.widgets.boxes import fill_box
from ui.widgets.button_action import ButtonAction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from app.bootstrap import Services
    from app.changes import Changes
    from app.errors import KnownError
    from app.services.findings import Finding
    from app.services.solving import Plan
    from app.services.variants import Measured
    from ui.context import Context


class VariantsPage(Page):
    """Several plans of one programme side by side."""

    name: ClassVar[str] = "variants"
    icon: ClassVar[str] = "stack-line"
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {"programme", "sign_up", "plan_version", "employee"}
    )
    in_sidebar: ClassVar[bool] = False
    sidebar_parent: ClassVar[str] = "board"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = VariantsView(context.theme)
        self.set_view(self.view)
        self.run = SolverRun(context.operations, self)
        self._findings = FindingNotes(context, self)
        self._loaded: LoadedVariants | None = None
        self._programme_id: int | None = None
        self._waiting: list[str] = []
        self._current = ""
        self._states: dict[str, str] = {}
        self._outcomes: dict[str, Finished | Crashed] = {}
        self._plans: dict[str, Plan] = {}
        self._measured: dict[str, Measured] = {}
        view = self.view
        self._actions = [
            ButtonAction(part) for part in (view.make, view.stop, view.cancel, view.use)
        ]
        view.show_running(False)
        view.programme.activated.connect(self._choose_programme)
        view.make.clicked.connect(self._make)
        view.stop.clicked.connect(self._stop)
        view.cancel.clicked.connect(self._cancel)
        view.table.chosen.connect(self._show_detail)
        view.use.clicked.connect(self._use)
        view.states.acted.connect(self._act_on_empty)
        self.run.lived.connect(self._tell)
        self.run.ended.connect(self._ended)
        self.run.failed.connect(self._not_started)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Variants")

    @property
    def running(self) -> bool:
        """Tell whether plans are being made."""
        return bool(self._current)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        if self._loaded is not None:
            self._show_rows()
            self._tell()

    def arrive(self, **where: object) -> None:
        """Show the programme asked for."""
        programme_id = where.get("programme_id")
        if isinstance(programme_id, int) and programme_id != self._programme_id:
            self._choose(programme_id)
        self._take_focus()

    def actions_of_page(self) -> list[QAction]:
        """Offer the buttons of the page in the menu bar too."""
        return [action.follow() for action in self._actions]

    def refresh(self, changes: Changes | None) -> None:
        """Load what can be tried."""
        if self._loaded is None:
            self.view.states.loading(_("Loading the programme…"))
        self.context.operations.query(
            self,
            partial(load_variants, self.context.services, self._programme_id),
            self._show,
            failed=self._load_failed,
            key="load",
        )

    # What is shown

    def _show(self, loaded: LoadedVariants) -> None:
        view = self.view
        self._loaded, self._programme_id = loaded, loaded.programme_id
        fill_box(view.programme, loaded.programmes, loaded.programme_id)
        view.programme.setVisible(bool(loaded.programmes))
        if loaded.programme_id is None:
            view.states.empty(
                "calendar-event-line",
                _("No programme yet"),
                _("A programme says when visits take place and who takes part."),
                _("New programme"),
            )
        elif not loaded.signed_up:
            view.states.empty(
                "group-line",
                _("Nobody takes part yet"),
                _("Sign people up first; then plans can be made and compared."),
                _("To the programme"),
            )
        else:
            view.states.show_content()
            self._show_rows()
            if self.isVisible():
                self._take_focus()

    def _names(self) -> tuple[str, ...]:
        return self._loaded.names if self._loaded is not None else ()

    def _show_rows(self) -> None:
        key = self.view.table.key()
        self.view.table.lines.show(variant_rows(self._names(), self._states, self._measured))
        self.view.table.choose(key)
        self._show_detail()

    def _show_detail(self, *_signal: object) -> None:
        view, name = self.view, str(self.view.table.key() or "")
        row = self._measured.get(name)
        view.name.setText(variant_title(name) if name else "")
        view.verdict.setVisible(row is not None)
        view.figures.setVisible(row is not None)
        view.use.setVisible(row is not None)
        if row is not None:
            view.verdict.setText(verdict_of(row))
            view.figures.setText(figures_of(row))
        view.use.setEnabled(not self.running)

    def _tell(self) -> None:
        if not self.running:
            return
        names, run = self._names(), self.run
        at = names.index(self._current) + 1
        text = _("{number} of {count}: {variant}.").format(
            number=at, count=len(names), variant=variant_title(self._current)
        )
        missing = next((it for it in run.tiers if it.name == "missing_visits"), None)
        if missing is not None and run.found:
            text = f"{text} {_so_far(missing.value)}"
        self.view.told.setText(text)
        allowed = SECONDS[self.view.group.checkedId()]
        self.view.progress.setRange(0, round(10 * allowed * len(names)))
        done = (at - 1) * allowed + min(run.seconds, allowed)
        self.view.progress.setValue(round(10 * done))

    def _load_failed(self, error: KnownError) -> None:
        self.view.states.error(error_text(error))

    # Making the plans

    def _make(self) -> None:
        if self.running or not self._names():
            return
        self._forget()
        self._waiting = list(self._names())
        self.view.show_running(True)
        self.view.stop.setFocus()
        self._next()

    def _next(self) -> None:
        self._current = self._waiting.pop(0) if self._waiting else ""
        if not self._current:
            if self._states:
                self._states = dict.fromkeys(self._names(), "left") | self._states
            self.view.show_running(False)
            self._show_rows()
            self._take_focus()
            return
        self._states[self._current] = "runs"
        self._show_rows()
        self.run.start(
            partial(
                self.context.services.variants.start,
                self._programme_id,
                self._current,
                time_limit=SECONDS[self.view.group.checkedId()],
            )
        )
        self._tell()

    def _ended(self, event: Finished | Crashed) -> None:
        name = self._current
        if isinstance(event, Finished) and event.plan.status == Status.INFEASIBLE:
            self._waiting.clear()
            self._states[name] = "nothing"
            self.context.operations.query(
                self,
                partial(self.context.services.planning.conflict, self._programme_id, event.plan),
                self._show_conflict,
            )
            self._next()
            return
        if isinstance(event, Finished):
            proven = event.plan.status == Status.OPTIMAL
            self._states[name] = "proven" if proven else "done"
        else:
            usable = event.best is not None and event.best.visits is not None
            self._states[name] = "crashed" if usable else "nothing"
        self._outcomes[name] = event
        self.context.operations.query(
            self,
            partial(_measured, self.context.services, self._programme_id, dict(self._outcomes)),
            self._take_in,
            key="table",
        )
        self._next()

    def _take_in(self, found: tuple[dict[str, Plan], Sequence[Measured]]) -> None:
        self._plans, table = found
        self._measured = {row.name: row for row in table}
        self._show_rows()

    def _show_conflict(self, conflict: Sequence[Finding]) -> None:
        if self._programme_id is not None:
            self.view.notes.show_notes(self._findings.of(conflict, self._programme_id))

    def _not_started(self, error: KnownError) -> None:
        self.context.error(error)
        self._waiting.clear()
        self._states.clear()
        self._next()

    def _stop(self) -> None:
        self._waiting.clear()
        self.view.stop.setEnabled(False)
        self.run.stop()

    def _cancel(self) -> None:
        self.run.cancel()
        self._forget()
        self._next()

    def _forget(self) -> None:
        self._waiting.clear()
        self._states.clear()
        self._outcomes.clear()
        self._plans = {}
        self._measured.clear()
        self.view.notes.show_notes(())

    # What is done

    def _use(self) -> None:
        name = str(self.view.table.key())
        self.view.use.setEnabled(False)
        keep = self.context.services.variants.keep
        work = partial(
            keep,
            programme_id=self._programme_id,
            plan=self._plans[name],
            note=variant_title(name),
        )
        self.context.operations.command(self, work, self._kept, failed=self._not_kept)

    def _kept(self, plan_id: int) -> None:
        self.view.use.setEnabled(True)
        self.context.go("board", programme_id=self._programme_id, plan_id=plan_id)

    def _not_kept(self, error: KnownError) -> None:
        self.view.use.setEnabled(True)
        self.context.error(error)

    def _choose_programme(self) -> None:
        self._choose(self.view.programme.currentData())

    def _choose(self, programme_id: int) -> None:
        if not self.running:
            self._programme_id = programme_id
            self._forget()
            self.refresh(None)

    def _act_on_empty(self) -> None:
        loaded = self._loaded
        if loaded is None:
            self.refresh(None)
        elif loaded.programme_id is None:
            self.context.go("programme", new=True)
        else:
            self.context.go("programme", programme_id=loaded.programme_id, side="people")

    def _take_focus(self) -> None:
        view = self.view
        if self.running:
            view.stop.setFocus()
        elif self._measured:
            view.table.setFocus()
        else:
            view.make.setFocus()


def _so_far(missing: int) -> str:
    if not missing:
        return _("Everybody has all visits.")
    return ngettext(
        "{count} visit is missing so far.", "{count} visits are missing so far.", missing
    ).format(count=missing)


def _measured(
    services: Services, programme_id: int, outcomes: dict[str, Finished | Crashed]
) -> tuple[dict[str, Plan], Sequence[Measured]]:
    plans = {}
    for name, event in outcomes.items():
        if isinstance(event, Finished):
            plans[name] = event.plan
        elif event.best is not None and event.best.visits is not None:
            problem = services.variants.problem(programme_id, name)
            plans[name] = plan_of(problem, event.best, seed=0)
    return plans, services.variants.table(programme_id, plans)
