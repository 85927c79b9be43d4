"""The compare page: which of two versions is better, for whom, and taking people over."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from app.i18n import _
from app.wording import error_text
from ui.models.comparing import LoadedComparison, PersonLine, load_breaks, load_comparison
from ui.page import Page
from ui.pages.compare.view import CompareView
from ui.widgets.boxes import fill_box
from ui.widgets.button_action import ButtonAction

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from app.changes import Changes
    from app.errors import KnownError
    from ui.context import Context


class ComparePage(Page):
    """Version A beside version B."""

    name: ClassVar[str] = "compare"
    icon: ClassVar[str] = "scales-line"
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {
            "programme",
            "sign_up",
            "closed_day",
            "plan_version",
            "visit",
            "wish",
            "no_go",
            "employee",
            "department",
            "role",
            "role_host",
            "absence",
        }
    )
    in_sidebar: ClassVar[bool] = False
    sidebar_parent: ClassVar[str] = "publish"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = CompareView(context.theme)
        self.set_view(self.view)
        self._actions = [
            ButtonAction(self.view.take),
            ButtonAction(self.view.swap),
            ButtonAction(self.view.on_board),
            ButtonAction(self.view.renew),
        ]
        self._loaded: LoadedComparison | None = None
        self._wanted: tuple[int | None, int | None, int | None] = (None, None, None)
        view = self.view
        view.a.activated.connect(self._choose)
        view.b.activated.connect(self._choose)
        for chip in (view.better, view.worse, view.moved):
            chip.toggled.connect(self._narrow)
        view.found.acted.connect(self._show_all)
        view.people.chosen.connect(self._show_person)
        view.programme.activated.connect(self._choose_programme)
        view.renew.clicked.connect(self._renew)
        view.states.acted.connect(self._act_on_empty)
        view.swap.clicked.connect(self._swap)
        view.take.clicked.connect(self._take)
        view.on_board.clicked.connect(self._to_board)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Compare")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        if self._loaded is not None:
            self.refresh(None)

    def arrive(self, **where: object) -> None:
        """Compare the versions asked for."""
        asked = tuple(where.get(name) for name in ("programme_id", "a_id", "b_id"))
        if any(isinstance(it, int) for it in asked):
            self._wanted = tuple(  # type: ignore[assignment]
                it if isinstance(it, int) else None for it in asked
            )
            self.refresh(None)
        self.view.people.setFocus()

    def actions_of_page(self) -> list[QAction]:
        """Offer the buttons of the page in the menu bar too."""
        return [action.follow() for action in self._actions]

    def refresh(self, changes: Changes | None) -> None:
        """Compare anew."""
        if self._loaded is None:
            self.view.states.loading(_("Comparing…"))
        self.context.operations.query(
            self,
            partial(load_comparison, self.context.services, *self._wanted),
            self._show,
            failed=self._load_failed,
            key="load",
        )

    # What is shown

    def _show(self, loaded: LoadedComparison) -> None:
        view = self.view
        self._loaded = loaded
        self._wanted = (loaded.programme_id, loaded.a_id, loaded.b_id)
        fill_box(view.programme, loaded.programmes, loaded.programme_id)
        fill_box(view.a, loaded.versions, loaded.a_id)
        fill_box(view.b, loaded.versions, loaded.b_id)
        view.programme.setVisible(bool(loaded.programmes))
        two = loaded.a_id is not None
        for part in (view.a_title, view.a, view.swap, view.b_title, view.b):
            part.setVisible(two)
        if not two:
            view.states.empty(
                "scales-line",
                _("Only one plan"),
                _("As soon as there are two versions, you see here how they differ."),
                _("To the versions"),
            )
            return
        counted = Counter(it.verdict for it in loaded.people)
        view.count_chips(counted["better"], counted["worse"], counted["moved"])
        view.scores.lines.show(loaded.scores)
        view.states.show_content()
        self._narrow()

    def _narrow(self, *_signal: object) -> None:
        view = self.view
        chips = {"better": view.better, "worse": view.worse, "moved": view.moved}
        chosen = {verdict for verdict, chip in chips.items() if chip.isChecked()}
        people = self._loaded.people if self._loaded is not None else ()
        shown = [it.words for it in people if not chosen or it.verdict in chosen]
        key = view.people.key()
        view.people.lines.show(shown)
        if shown:
            view.found.show_content()
        elif people:
            view.found.empty(
                "", _("Nobody matches"), _("The filters hide everybody."), _("Show everybody")
            )
        else:
            view.found.empty("", _("Nobody’s visits differ"), _("Both versions are alike."))
        view.people.choose(key)

    def _show_all(self) -> None:
        for chip in (self.view.better, self.view.worse, self.view.moved):
            chip.setChecked(False)

    def _chosen(self) -> PersonLine | None:
        key = self.view.people.key()
        people = self._loaded.people if self._loaded is not None else ()
        return next((it for it in people if it.words.key == key), None)

    def _show_person(self, _key: object) -> None:
        view, one, loaded = self.view, self._chosen(), self._loaded
        view.person.setVisible(one is not None)
        if one is None or loaded is None:
            return
        view.name.setText(one.words.cells[0])
        view.changes.setText("\n\n".join(one.changes))
        view.breaks_card.hide()
        view.take.setVisible(loaded.a_is_draft)
        view.renew.setVisible(not loaded.a_is_draft)
        view.take.setEnabled(False)
        if not loaded.a_is_draft:
            view.hint.setText(
                _("A has been published, so nothing can be taken into it. Make a draft from it.")
            )
            return
        view.hint.setText(_("Looking at what it would break…"))
        self.context.operations.query(
            self,
            partial(load_breaks, self.context.services, loaded.a_id, loaded.b_id, one.words.key),
            partial(self._show_breaks, one),
            key="breaks",
        )

    def _show_breaks(self, one: PersonLine, breaks: tuple[str, ...]) -> None:
        if one != self._chosen():
            return
        view = self.view
        view.take.setEnabled(True)
        view.breaks_card.setVisible(bool(breaks))
        view.breaks.setText("\n".join([_("Taken into A, this would break:"), *breaks]))
        view.hint.setText("" if breaks else _("Taken into A, it breaks no rule."))

    def _load_failed(self, error: KnownError) -> None:
        self.view.states.error(error_text(error))

    # What is done

    def _take(self) -> None:
        one, loaded = self._chosen(), self._loaded
        if one is None or loaded is None or not isinstance(one.words.key, int):
            return
        self.view.take.setEnabled(False)
        self.context.operations.command(
            self,
            partial(
                self.context.services.comparing.take_over,
                into_plan_id=loaded.a_id,
                from_plan_id=loaded.b_id,
                employee_id=one.words.key,
            ),
        )

    def _renew(self) -> None:
        if self._loaded is not None and self._loaded.a_id is not None:
            self.context.operations.command(
                self,
                partial(self.context.services.publishing.draft_from, self._loaded.a_id),
                self._renewed,
            )

    def _renewed(self, plan_id: int) -> None:
        # The news that follows compares anew, with the draft in the place of A.
        programme_id, _a, b_id = self._wanted
        self._wanted = (programme_id, plan_id, b_id)

    def _to_board(self) -> None:
        programme_id, a_id, b_id = self._wanted
        self.context.go(
            "board",
            programme_id=programme_id,
            plan_id=b_id,
            other_id=a_id,
            person_id=self.view.people.key(),
        )

    def _swap(self) -> None:
        programme_id, a_id, b_id = self._wanted
        self._wanted = (programme_id, b_id, a_id)
        self.refresh(None)

    def _choose(self) -> None:
        a_id, b_id = self.view.a.currentData(), self.view.b.currentData()
        if a_id == b_id:
            # The same version twice tells nothing: the other box gives way.
            _programme_id, a_id, b_id = (self._wanted[0], self._wanted[2], self._wanted[1])
        self._wanted = (self._wanted[0], a_id, b_id)
        self.refresh(None)

    def _choose_programme(self) -> None:
        self._wanted = (self.view.programme.currentData(), None, None)
        self.refresh(None)

    def _act_on_empty(self) -> None:
        if self._loaded is None:
            self.refresh(None)
        else:
            self.context.go("publish", programme_id=self._loaded.programme_id)
