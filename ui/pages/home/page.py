"""The home page: counts what there is, and leads to where it goes on."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from app.i18n import _
from app.wording import error_text
from app.wording.formats import moment
from app.wording.overview import steps
from ui.page import Page
from ui.pages.home.cards import (
    show_backup,
    show_conflicts,
    show_ideas,
    show_missing,
    show_owed,
)
from ui.pages.home.view import HomeView

if TYPE_CHECKING:
    from app.changes import Changes
    from app.domain.backups import Backup
    from app.errors import KnownError
    from app.services.findings import Finding
    from app.services.overview import Overview, PlanOverview, ProgrammeOverview
    from ui.context import Context

# Where each step of the checklist is taken: the page, and what it is to show.
_PLACES = {
    "departments": ("departments", {}),
    "roles": ("departments", {}),
    "staff": ("staff", {}),
    "calendar": ("programme", {"side": "calendar"}),
    "sign_ups": ("programme", {"side": "people"}),
    "solve": ("board", {"solve": True}),
    "publish": ("publish", {}),
}


class HomePage(Page):
    """What needs the coordinator today."""

    name = "home"
    icon = "home-4-line"
    listens_to = frozenset(
        {
            "absence",
            "closed_day",
            "department",
            "employee",
            "idea",
            "no_go",
            "person_pair",
            "plan_version",
            "programme",
            "reflection",
            "role",
            "role_host",
            "sign_up",
            "visit",
            "visit_record",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = HomeView(context.theme)
        self.set_view(self.view)
        self._seen: Overview | None = None
        self._findings: list[Finding] | None = None
        self.view.step_chosen.connect(self._take_step)
        self.view.missing.acted.connect(self._to_board)
        self.view.conflicts.acted.connect(self._to_board)
        self.view.owed.acted.connect(self._to_owed)
        self.view.ideas.acted.connect(self._to_ideas)
        self.view.backup.acted.connect(self._back_up)
        self.view.warning.acted.connect(self._back_up)
        self.view.states.acted.connect(self._try_again)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Home")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        if self._seen is not None:
            self._fill(self._seen)

    def arrive(self, **where: object) -> None:
        """Put the keyboard on the first step that is to be taken."""
        if self._seen is not None:
            self._take_focus()

    def refresh(self, changes: Changes | None) -> None:
        """Count anew."""
        if self._seen is None:
            self.view.states.loading(_("Looking at what there is…"))
        self.context.operations.query(
            self,
            self.context.services.overview.overview,
            self._counted,
            failed=self._load_failed,
            key="overview",
        )

    # What is shown

    def _counted(self, seen: Overview) -> None:
        first_time, self._seen = self._seen is None, seen
        self._findings = None
        self._fill(seen)
        if first_time and self.isVisible():
            self._take_focus()
        if seen.programme is not None and seen.programme.plan is not None:
            # Judging a large plan takes its time; the rest of the page does not wait for it.
            self.context.operations.query(
                self,
                partial(self.context.services.planning.check, seen.programme.plan.plan_id),
                self._judged,
                key="findings",
            )

    def _judged(self, findings: list[Finding]) -> None:
        self._findings = findings
        if self._seen is not None:
            self._fill(self._seen)

    def _fill(self, seen: Overview) -> None:
        view, programme = self.view, seen.programme
        way = steps(seen)
        done = all(step.done for step in way)
        view.show_steps(way)
        view.checklist.setVisible(not done)
        plan = programme.plan if programme is not None else None
        view.subtitle.setText(_subtitle(programme, plan))
        view.subtitle.setVisible(programme is not None)
        if plan is not None:
            show_missing(view.missing, plan)
            show_conflicts(view.conflicts, self._findings)
        show_owed(view.owed, seen)
        show_ideas(view.ideas, seen)
        folder = self.context.services.backups.folder
        show_backup(view.backup, seen, folder)
        view.show_cards(
            {
                view.missing: plan is not None,
                view.conflicts: plan is not None,
                view.owed: seen.visits_published > 0,
                view.ideas: seen.ideas > 0,
                view.backup: not seen.is_blank,
            },
            across=done,
        )
        self._warn(seen.backup)
        view.states.show_content()

    def _warn(self, backup: Backup | None) -> None:
        old = backup is not None and backup.is_old(dt.datetime.now(dt.UTC))
        if backup is not None and old:
            self.view.warning.say(
                _("The last backup is of {when}, more than a week ago.").format(
                    when=moment(backup.taken_at)
                ),
                _("Back up now"),
            )
        self.view.warning.setVisible(old)

    def _load_failed(self, error: KnownError) -> None:
        self.view.states.error(error_text(error))

    def _take_focus(self) -> None:
        lines = self.view.steps
        if self._seen is None or not lines:
            return
        open_steps = [step.name for step in steps(self._seen) if not step.done]
        if open_steps:
            lines[open_steps[0]].setFocus()
        elif self.view.missing.act.isVisible():
            self.view.missing.act.setFocus()

    # What is done

    def _take_step(self, step: str) -> None:
        page, where = _PLACES[step]
        programme = self._seen.programme if self._seen is not None else None
        if page in ("programme", "board", "publish"):
            if programme is None:
                self.context.go("programme", new=step == "calendar")
                return
            where = {**where, "programme_id": programme.programme_id}
        self.context.go(page, **where)

    def _to_board(self) -> None:
        if self._seen is not None and self._seen.programme is not None:
            self.context.go("board", programme_id=self._seen.programme.programme_id)

    def _to_owed(self) -> None:
        self.context.go("reflections", owed=True)

    def _to_ideas(self) -> None:
        waiting = self._seen is not None and self._seen.ideas_unanswered > 0
        self.context.go("ideas", unanswered=waiting)

    def _back_up(self) -> None:
        for act in (self.view.backup.act, self.view.warning.act):
            act.setEnabled(False)
        self.context.operations.query(
            self, self.context.services.backups.back_up, self._backed_up, failed=self._not_backed_up
        )

    def _backed_up(self, backup: Backup) -> None:
        self._may_back_up()
        self.context.toast(_("Backup made: {file}").format(file=backup.file.name))
        self.refresh(None)

    def _not_backed_up(self, error: KnownError) -> None:
        self._may_back_up()
        self.context.error(error)

    def _may_back_up(self) -> None:
        for act in (self.view.backup.act, self.view.warning.act):
            act.setEnabled(True)

    def _try_again(self) -> None:
        self.refresh(None)


def _subtitle(programme: ProgrammeOverview | None, plan: PlanOverview | None) -> str:
    if programme is None:
        return ""
    if plan is None:
        return programme.name
    text = (
        _("{programme} · plan {number}, published")
        if plan.status == "published"
        else _("{programme} · plan {number}, a draft")
    )
    return text.format(programme=programme.name, number=plan.number)
