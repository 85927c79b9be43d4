"""The why page: what would place missing visits, who lacks them and why; cures made at once."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QAction

from app.i18n import _
from app.wording import error_text
from ui.finding_notes import FindingNotes
from ui.models.why import (
    CureLine,
    LoadedReasons,
    PersonLine,
    WishLines,
    load_reasons,
    load_wish,
)
from ui.page import Page
from ui.pages.why.view import CURES, FINDINGS, PEOPLE, WhyView
from ui.widgets.boxes import fill_box
from ui.widgets.notes import Note

if TYPE_CHECKING:
    from app.changes import Changes
    from app.errors import KnownError
    from app.services.explaining import AlternativeRow, Cure
    from ui.context import Context


class WhyPage(Page):
    """Reasons and cures of one plan."""

    name: ClassVar[str] = "why"
    icon: ClassVar[str] = "question-line"
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {
            "programme",
            "sign_up",
            "closed_day",
            "plan_version",
            "visit",
            "no_go",
            "person_pair",
            "employee",
            "department",
            "role",
            "role_host",
            "absence",
        }
    )
    in_sidebar: ClassVar[bool] = False
    sidebar_parent: ClassVar[str] = "board"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = WhyView(context.theme)
        self.set_view(self.view)
        self._findings = FindingNotes(context, self)
        self._loaded: LoadedReasons | None = None
        self._wanted: tuple[int | None, int | None] = (None, None)
        self._person: int | None = None
        self._enough = Event()
        self._enough_asked = Event()
        self.board_action = QAction(self)
        view = self.view
        self.board_action.triggered.connect(self._to_board)
        view.board.clicked.connect(self._to_board)
        view.programme.activated.connect(self._choose_programme)
        view.plan.activated.connect(self._choose_plan)
        view.group.idClicked.connect(self._show_side)
        view.cures.chosen.connect(self._show_detail)
        view.people.chosen.connect(self._show_detail)
        view.renew.clicked.connect(self._renew)
        view.show_on_board.clicked.connect(self._show_on_board)
        view.wish.asked.connect(self._ask)
        view.states.acted.connect(self._act_on_empty)
        view.states.cancelled.connect(self._take_what_is_there)
        self.destroyed.connect(self._enough.set)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Missing visits")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        self.board_action.setText(_("To the board"))
        if self._loaded is not None:
            self.refresh(None)

    def arrive(self, **where: object) -> None:
        """Explain the plan asked for; look at a person if one is named."""
        programme_id, plan_id = where.get("programme_id"), where.get("plan_id")
        person_id = where.get("person_id")
        self._person = person_id if isinstance(person_id, int) else None
        if isinstance(programme_id, int) or isinstance(plan_id, int):
            wanted = (
                programme_id if isinstance(programme_id, int) else None,
                plan_id if isinstance(plan_id, int) else None,
            )
            if wanted != self._wanted:
                self._wanted = wanted
                self.refresh(None)
                return
        if self._loaded is not None:
            self._choose_person()
        self._take_focus()

    def refresh(self, changes: Changes | None) -> None:
        """Ask for the reasons anew."""
        self._enough.set()
        self._enough = Event()
        self.view.states.loading(_("Looking for reasons and for what would help…"), can_cancel=True)
        self.context.operations.query(
            self,
            partial(load_reasons, self.context.services, *self._wanted, self._enough.is_set),
            self._show,
            failed=self._load_failed,
            key="load",
        )

    def actions_of_page(self) -> list[QAction]:
        """Offer the way to the board in the menu bar."""
        return [self.board_action]

    # What is shown

    def _show(self, loaded: LoadedReasons) -> None:
        view = self.view
        first_time, self._loaded = self._loaded is None, loaded
        self._wanted = (loaded.programme_id, loaded.plan_id)
        fill_box(view.programme, loaded.programmes, loaded.programme_id)
        fill_box(view.plan, loaded.plans, loaded.plan_id)
        view.programme.setVisible(bool(loaded.programmes))
        view.plan.setVisible(bool(loaded.plans))
        if loaded.programme_id is None:
            view.states.empty(
                "calendar-event-line",
                _("No programme yet"),
                _("A programme says when visits take place and who takes part."),
                _("New programme"),
            )
            return
        if loaded.plan_id is None:
            view.states.empty(
                "layout-grid-line",
                _("No plan yet"),
                _("As soon as there is one, you see here who lacks visits, why, and what helps."),
                _("Find a plan"),
            )
            return
        if not loaded.missing and not loaded.findings:
            view.states.empty(
                "checkbox-circle-line",
                _("Everybody has all visits."),
                _("There is nothing to cure in this plan."),
                _("To the board"),
            )
            return
        view.headline.setText(loaded.headline)
        view.hint.setText(
            _("The search was stopped: there may be more that helps.") if loaded.partly else ""
        )
        view.hint.setVisible(loaded.partly)
        view.count_sides(len(loaded.cures), len(loaded.people), len(loaded.findings))
        view.findings.show_notes(self._findings.of(loaded.findings, loaded.programme_id))
        view.wish.offer(loaded.places)
        kept = {table: table.key() for table in (view.cures, view.people)}
        view.cures.lines.show([it.words for it in loaded.cures])
        view.people.lines.show([it.words for it in loaded.people])
        view.states.show_content()
        for table, key in kept.items():
            table.choose(key)
        if first_time or not self._count(view.lists.currentIndex()):
            sides = (CURES, PEOPLE, FINDINGS)
            view.show_side(next((side for side in sides if self._count(side)), CURES))
        self._choose_person()
        self._show_detail()
        if self.isVisible():
            # The button that made a cure is gone with it.
            self._take_focus()

    def _count(self, side: int) -> int:
        loaded = self._loaded
        if loaded is None:
            return 0
        return len((loaded.cures, loaded.people, loaded.findings)[side])

    def _choose_person(self) -> None:
        person, self._person = self._person, None
        if person is not None:
            self.view.show_side(PEOPLE)
            self.view.people.choose(person)

    def _show_side(self, side: int) -> None:
        self.view.show_side(side)
        self._show_detail()

    def _chosen(self) -> CureLine | PersonLine | None:
        loaded, side = self._loaded, self.view.lists.currentIndex()
        if loaded is None or side == FINDINGS:
            return None
        table, lines = (
            (self.view.cures, loaded.cures) if side == CURES else (self.view.people, loaded.people)
        )
        key = table.key()
        return next((it for it in lines if it.words.key == key), None)

    def _show_detail(self, *_signal: object) -> None:
        view, one, loaded = self.view, self._chosen(), self._loaded
        view.detail_area.setVisible(one is not None)
        if one is None or loaded is None:
            return
        person = one if isinstance(one, PersonLine) else None
        view.wish.clear()
        view.wish.setVisible(person is not None)
        for part in (view.fact, view.reasons_title, view.reasons, view.next_step):
            part.setVisible(person is not None)
        view.renew.setVisible(not loaded.is_draft)
        if isinstance(one, PersonLine):
            cures = one.cures
            view.fact.setText(one.fact)
            view.reasons.setText("\n".join(f"• {line}" for line in one.reasons))
            view.reasons_title.setVisible(bool(one.reasons))
            view.next_step.setText(one.next_step)
            view.moves.hide()
        else:
            cures = (one,)
            view.moves.setText("\n".join([_("Visits that move or come:"), *one.moves]))
            view.moves.setVisible(bool(one.moves))
        view.helps_title.setVisible(bool(cures))
        view.helps.show_notes(Note(it.text, self._acts(it)) for it in cures)

    def _acts(self, line: CureLine) -> tuple[tuple[str, partial[None]], ...]:
        loaded = self._loaded
        if loaded is None or not loaded.is_draft:
            return ()
        return ((line.act, partial(self._apply, line.cure)),)

    def _load_failed(self, error: KnownError) -> None:
        self.view.states.error(error_text(error))

    # What is done

    def _apply(self, cure: Cure) -> None:
        apply = self.context.services.explaining.apply_cure
        self.context.operations.command(
            self, partial(apply, plan_id=self._wanted[1], cure=cure), failed=self._not_done
        )

    def _not_done(self, error: KnownError) -> None:
        # Nothing was changed; what is shown here is no longer so.
        self.context.error(error)
        self.refresh(None)

    def _ask(self, department_id: int, role_id: int | None) -> None:
        one = self._chosen()
        if not isinstance(one, PersonLine):
            return
        self._enough_asked.set()
        self._enough_asked = Event()
        self.view.wish.say(_("Looking…"))
        self.context.operations.query(
            self,
            partial(
                load_wish,
                self.context.services,
                self._wanted[1],
                one.employee_id,
                (department_id, role_id),
                self._enough_asked.is_set,
            ),
            partial(self._answer, one.employee_id),
            key="ask",
        )

    def _answer(self, employee_id: int, found: WishLines) -> None:
        one, loaded = self._chosen(), self._loaded
        if not isinstance(one, PersonLine) or one.employee_id != employee_id or loaded is None:
            return
        ways = [
            Note(
                text,
                ((_("Do it so"), partial(self._take, way)),) if loaded.is_draft else (),
            )
            for text, way in found.alternatives
        ]
        self.view.wish.say(found.text, ways)

    def _take(self, way: AlternativeRow) -> None:
        take = self.context.services.explaining.take
        self.context.operations.command(
            self, partial(take, plan_id=self._wanted[1], moves=way.taken), failed=self._not_done
        )

    def _renew(self) -> None:
        draft_from = self.context.services.publishing.draft_from
        self.context.operations.command(self, partial(draft_from, self._wanted[1]), self._renewed)

    def _renewed(self, plan_id: int) -> None:
        # The news that follows asks for the reasons of the new draft.
        self._wanted = (self._wanted[0], plan_id)

    def _take_what_is_there(self) -> None:
        self._enough.set()

    def _show_on_board(self) -> None:
        one = self._chosen()
        if one is not None:
            programme_id, plan_id = self._wanted
            person = one.employee_id if isinstance(one, PersonLine) else one.person_id
            self.context.go("board", programme_id=programme_id, plan_id=plan_id, person_id=person)

    def _to_board(self) -> None:
        programme_id, plan_id = self._wanted
        self.context.go("board", programme_id=programme_id, plan_id=plan_id)

    def _choose_programme(self) -> None:
        self._wanted = (self.view.programme.currentData(), None)
        self.refresh(None)

    def _choose_plan(self) -> None:
        self._wanted = (self._wanted[0], self.view.plan.currentData())
        self.refresh(None)

    def _act_on_empty(self) -> None:
        loaded = self._loaded
        if loaded is None:
            self.refresh(None)
        elif loaded.programme_id is None:
            self.context.go("programme", new=True)
        elif loaded.plan_id is None:
            self.context.go("board", programme_id=loaded.programme_id, solve=True)
        else:
            self._to_board()

    def _take_focus(self) -> None:
        side = self.view.lists.currentIndex()
        (self.view.cures, self.view.people, self.view.sides[FINDINGS])[side].setFocus()
