"""The programme page: shows one programme and writes what is changed on it at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QAction

from app.changes import Changes
from app.i18n import _, current_language, ngettext
from app.wording.countries import countries
from ui.models.half_days import HalfDayCell
from ui.models.pairs import PairLine
from ui.models.sign_ups import SignUpLine
from ui.page import Page
from ui.pages.programme.dialogs import NewProgrammeDialog
from ui.pages.programme.effects import RuleEffects
from ui.pages.programme.view import PAIRS, PEOPLE, RULES, SIDES, WISHES, ProgrammeView
from ui.pages.programme.wishes import Wishes
from ui.widgets.parts import set_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.bootstrap import Services
    from ui.context import Context
    from ui.pages.programme.fields import ProgrammeFields
    from ui.pages.programme.people_tab import PeopleTab


@dataclass(frozen=True, slots=True)
class _Loaded:
    """All that the page shows, read in one go."""

    programmes: tuple[Any, ...] = ()
    programme: Any = None
    half_days: tuple[HalfDayCell, ...] = ()
    people: tuple[SignUpLine, ...] = ()
    departments: tuple[tuple[int, str], ...] = ()
    pairs: tuple[PairLine, ...] = ()


class ProgrammePage(Page):
    """Dates, half-days, participants, rules and priority pairs of a programme."""

    name: ClassVar[str] = "programme"
    icon: ClassVar[str] = "calendar-event-line"
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {
            "programme",
            "closed_day",
            "sign_up",
            "pair",
            "employee",
            "department",
            "role",
            "wish",
            "no_go",
            "person_pair",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = ProgrammeView(context.theme)
        self.set_view(self.view)
        self._loaded: _Loaded | None = None
        self._programme_id: int | None = None
        self._asked_for_new = False
        self._unseen_writes = False
        self._effects: RuleEffects | None = None
        self._wishes: Wishes | None = None
        self._countries: tuple[tuple[str, str], ...] = ()
        self.new_action, self.board_action = QAction(self), QAction(self)
        self._connect()

    # Page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Programme")

    def retranslate(self) -> None:
        """Set every text anew."""
        self.view.retranslate()
        self.new_action.setText(_("New programme…"))
        self.board_action.setText(_("To the board"))
        # Names of countries and holidays come from workers in the language of now.
        self.context.operations.query(self, countries, self.show_countries, key="countries")
        if self._loaded is not None:
            self.refresh(None)

    def arrive(self, **where: Any) -> None:
        """Show the programme asked for, or make a new one."""
        programme_id = where.get("programme_id")
        if programme_id not in (None, self._programme_id):
            self._programme_id = programme_id
            self.refresh(None)
        if where.get("side") in SIDES:
            self.view.tabs.setCurrentIndex(SIDES[str(where["side"])])
        if isinstance(where.get("person_id"), int) and self._wishes is not None:
            self._wishes.choose(where["person_id"])
        if where.get("new"):
            self._asked_for_new = True
            self._offer_new()
        self._focus_first()

    def refresh(self, changes: Changes | None) -> None:
        """Load the programme anew."""
        if self._loaded is None:
            self.view.states.loading(_("Loading the programme…"))
        self.context.operations.query(
            self,
            partial(_load, self.context.services, self._programme_id),
            self._show,
            key="load",
        )

    def actions_of_page(self) -> list[QAction]:
        """Offer what can be done here in the menu bar."""
        return [self.new_action, self.board_action]

    # What is shown

    def _show(self, loaded: _Loaded) -> None:
        self._loaded = loaded
        self._unseen_writes = False
        view, programme = self.view, loaded.programme
        view.choice.blockSignals(True)
        view.choice.clear()
        for row in loaded.programmes:
            view.choice.addItem(row.name, row.id)
        view.choice.setVisible(bool(loaded.programmes))
        for button in (view.board, view.new):
            button.setVisible(programme is not None)
        self.board_action.setEnabled(programme is not None)
        if programme is None:
            self._programme_id = None
            view.states.empty(
                "calendar-event-line",
                _("No programme yet"),
                _("A programme says when visits take place, who takes part, and by which rules."),
                _("New programme…"),
            )
        else:
            self._programme_id = programme.id
            view.choice.setCurrentIndex(view.choice.findData(programme.id))
            self._offer_countries(view.calendar.fields, programme.country)
            view.calendar.fields.show_values(
                name=programme.name,
                from_date=programme.from_date,
                to_date=programme.to_date,
                country=programme.country,
                visits=programme.visits,
            )
            self._show_half_days(loaded)
            self._show_people(loaded)
            self._show_wishes(loaded)
            self._show_rules(loaded)
            self._show_pairs(loaded)
            view.states.show_content()
        view.choice.blockSignals(False)
        self._focus_first()
        if self._asked_for_new:
            self._offer_new()

    def show_countries(self, known: tuple[tuple[str, str], ...]) -> None:
        """Offer the countries, which come late the first time, in every field that asks for one."""
        self._countries = known
        programme = self._loaded.programme if self._loaded else None
        shown = programme.country if programme is not None else None
        self._offer_countries(self.view.calendar.fields, shown)
        for dialog in self.findChildren(NewProgrammeDialog):
            self._offer_countries(dialog.fields, dialog.fields.values()["country"])

    def _offer_countries(self, fields: ProgrammeFields, shown: str | None) -> None:
        names = dict(self._countries)
        if shown is not None and shown not in names:
            # Until the list is there, the country of the programme bears its code.
            names[shown] = shown
        fields.offer_countries(tuple(names.items()), shown)

    def _focus_first(self) -> None:
        # Whoever is at work in a field is left there.
        if self.focusWidget() is None or not self.focusWidget().isVisible():
            empty = self._loaded is not None and self._loaded.programme is None
            (self.view.states.message.action if empty else self.view.tabs.tabBar()).setFocus()

    def _show_half_days(self, loaded: _Loaded) -> None:
        view = self.view.calendar
        view.grid.show_cells(loaded.half_days)
        open_ones = [cell for cell in loaded.half_days if cell.open]
        set_kind(view.summary, "" if open_ones else "bad")
        weeks = len({cell.date.isocalendar()[:2] for cell in open_ones if cell.date})
        view.summary.setText(
            ngettext(
                "{count} half-day is open for visits (weeks: {weeks}).",
                "{count} half-days are open for visits (weeks: {weeks}).",
                len(open_ones),
            ).format(count=len(open_ones), weeks=weeks)
            if open_ones
            else _("No half-day is open: no visit can take place. Check the dates.")
        )

    def _show_people(self, loaded: _Loaded) -> None:
        view = self.view.people
        if view is None:
            return
        view.department.blockSignals(True)
        chosen = view.department.currentData()
        view.department.clear()
        view.department.addItem(_("All departments"), None)
        for key, name in loaded.departments:
            view.department.addItem(name, key)
        view.department.setCurrentIndex(max(0, view.department.findData(chosen)))
        view.department.blockSignals(False)
        view.whole_department.setEnabled(view.chosen_department() is not None)
        view.people.show(loaded.people)
        if not loaded.people:
            view.summary.setText(_("Nobody works here yet. Import your staff list first."))
            return
        view.summary.setText(
            _("{signed_up} of {all} people take part; {visits} visits are agreed.").format(
                signed_up=view.people.signed_up(),
                all=len(loaded.people),
                visits=view.people.visits(),
            )
        )

    def _show_wishes(self, loaded: _Loaded) -> None:
        if self._wishes is not None and loaded.programme is not None:
            self._wishes.use(loaded.programme.id, loaded.people)

    def _show_rules(self, loaded: _Loaded) -> None:
        if self.view.rules is not None and loaded.programme is not None:
            self.view.rules.show_values(loaded.programme.rules, loaded.programme.weights)
        if self._effects is not None and loaded.programme is not None:
            self._effects.use(loaded.programme.id)

    def _show_pairs(self, loaded: _Loaded) -> None:
        if self.view.pairs is not None:
            self.view.pairs.show_departments(loaded.departments)
            self.view.pairs.pairs.show(loaded.pairs)

    def _build(self, place: int) -> None:
        """Build the side at ``place`` when it is first looked at."""
        view = self.view
        if place == PEOPLE and view.people is None:
            self._connect_people(view.build_people())
            show = self._show_people
        elif place == WISHES and view.wishes is None:
            self._wishes = Wishes(self.context, view.build_wishes(), self)
            show = self._show_wishes
        elif place == RULES and view.rules is None:
            rules = view.build_rules()
            self._effects = RuleEffects(self.context, rules, self)
            rules.rule_wanted.connect(self._set_rule)
            rules.weight_wanted.connect(self._set_weight)
            show = self._show_rules
        elif place == PAIRS and view.pairs is None:
            pairs = view.build_pairs()
            pairs.pair_wanted.connect(self._set_pair)
            pairs.removal_wanted.connect(self._remove_pair)
            show = self._show_pairs
        else:
            return
        if self._loaded is not None:
            show(self._loaded)

    # What is done

    def _write(self, what: Callable[..., Any], **arguments: Any) -> None:
        if self._programme_id is None:
            return
        self._unseen_writes = True
        self.context.operations.command(
            self, partial(what, programme_id=self._programme_id, **arguments), failed=self._failed
        )

    def _failed(self, error: Any) -> None:
        # The fields show again what is stored, not what could not be written.
        self.context.error(error)
        self.refresh(None)

    def _fields_edited(self) -> None:
        programme = self._loaded.programme if self._loaded else None
        if programme is None:
            return
        given = self.view.calendar.fields.values()
        changed = {key: value for key, value in given.items() if value != getattr(programme, key)}
        if changed.get("name") == "":
            self.refresh(None)
            return
        if changed:
            self._write(
                self.context.services.programmes.change,
                # What this page itself has just written is no conflict.
                shown_version=None if self._unseen_writes else programme.version,
                **changed,
            )

    def _switch(self, cell: HalfDayCell, wanted: bool) -> None:
        programmes = self.context.services.programmes
        act = programmes.open_half_day if wanted else programmes.close_half_day
        self._write(act, date=cell.date, half=cell.half)

    def _tick(self, employee_id: int, wanted: bool) -> None:
        self._sign([employee_id], wanted)

    def _sign(self, employee_ids: list[int], wanted: bool) -> None:
        programmes = self.context.services.programmes
        if employee_ids:
            self._write(
                programmes.sign_up if wanted else programmes.sign_off, employee_ids=employee_ids
            )

    def _sign_marked(self, wanted: bool) -> None:
        if self.view.people is not None:
            self._sign(self.view.people.selected(), wanted)

    def _sign_everybody(self) -> None:
        self._write(self.context.services.programmes.sign_up, employee_ids=None)

    def _sign_department(self) -> None:
        key = self.view.people.chosen_department() if self.view.people is not None else None
        if key is not None:
            self._write(self.context.services.programmes.sign_up, department_ids=[key])

    def _set_target(self, employee_id: int, target: int) -> None:
        self._write(
            self.context.services.programmes.sign_up,
            employee_ids=[employee_id],
            target_visits=target,
        )

    def _set_rule(self, rule: str, parameter: str, value: object) -> None:
        self._write(
            self.context.services.programmes.set_rule, rule=rule, parameter=parameter, value=value
        )

    def _set_weight(self, term: str, weight: int) -> None:
        self._write(self.context.services.programmes.set_weight, term=term, weight=weight)

    def _set_pair(self, first: int, second: int, minimum: int, weight: int, both: bool) -> None:
        if first == second:
            self.context.error(_("A department cannot be a pair with itself. Choose another one."))
            return
        ways = [(first, second), (second, first)] if both else [(first, second)]
        for from_id, to_id in ways:
            self._write(
                self.context.services.programmes.set_pair,
                from_department_id=from_id,
                to_department_id=to_id,
                minimum=minimum,
                weight=weight,
            )

    def _remove_pair(self, first: int, second: int) -> None:
        self._write(
            self.context.services.programmes.remove_pair,
            from_department_id=first,
            to_department_id=second,
        )

    def _offer_new(self) -> None:
        if self._loaded is None:
            return
        self._asked_for_new = False
        dialog = NewProgrammeDialog(self.context.theme, self)
        newest = self._loaded.programmes[-1].country if self._loaded.programmes else None
        likely = newest or ("RU" if current_language() == "ru" else None)
        self._offer_countries(dialog.fields, likely)
        dialog.fields.propose({row.name for row in self._loaded.programmes}, likely)
        dialog.accepted.connect(partial(self._create, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _create(self, dialog: NewProgrammeDialog) -> None:
        self.context.operations.command(
            self,
            partial(
                _create,
                self.context.services,
                dialog.fields.values(),
                dialog.everybody.isChecked(),
            ),
            self._created,
        )

    def _created(self, programme_id: int) -> None:
        self._programme_id = programme_id

    def _choose(self) -> None:
        self._programme_id = self.view.choice.currentData()
        self.refresh(None)

    def _to_board(self) -> None:
        self.context.go("board", programme_id=self._programme_id)

    def _connect(self) -> None:
        view = self.view
        view.board.clicked.connect(self._to_board)
        view.calendar.fields.edited.connect(self._fields_edited)
        view.calendar.grid.switched.connect(self._switch)
        view.choice.activated.connect(self._choose)
        view.new.clicked.connect(self._offer_new)
        view.states.acted.connect(self._offer_new)
        view.tabs.currentChanged.connect(self._build)
        self.new_action.triggered.connect(self._offer_new)
        self.board_action.triggered.connect(self._to_board)

    def _connect_people(self, tab: PeopleTab) -> None:
        tab.everybody.clicked.connect(self._sign_everybody)
        tab.people.target_wanted.connect(self._set_target)
        tab.people.ticked.connect(self._tick)
        tab.selection_acted.connect(self._sign_marked)
        tab.whole_department.clicked.connect(self._sign_department)


def _load(services: Services, programme_id: int | None) -> _Loaded:
    programmes = tuple(services.programmes.programmes())
    programme = next((row for row in programmes if row.id == programme_id), None)
    if programme is None and programmes:
        programme = programmes[-1]
    if programme is None:
        return _Loaded()
    departments = tuple((row.id, row.name) for row in services.staff.departments())
    names = dict(departments)
    targets = {
        row.employee_id: row.target_visits for row in services.programmes.sign_ups(programme.id)
    }
    return _Loaded(
        programmes=programmes,
        programme=programme,
        half_days=tuple(_cells(services.programmes.half_days(programme.id))),
        people=tuple(
            SignUpLine(
                row.id,
                row.name,
                row.department_id,
                row.department,
                row.level,
                targets.get(row.id),
            )
            for row in services.staff.people()
        ),
        departments=departments,
        pairs=tuple(
            PairLine(
                row.from_department_id,
                row.to_department_id,
                names[row.from_department_id],
                names[row.to_department_id],
                row.minimum,
                row.weight,
            )
            for row in services.programmes.pairs(programme.id)
        ),
    )


def _create(services: Services, given: dict[str, Any], everybody: bool) -> tuple[int, Changes]:
    programme_id, changes = services.programmes.create(**given)
    if everybody:
        more = services.programmes.sign_up(programme_id=programme_id, employee_ids=None)
        changes = Changes(changes.rows | more.rows, changes.label)
    return programme_id, changes


def _cells(half_days: Iterable[Any]) -> Iterator[HalfDayCell]:
    for it in half_days:
        yield HalfDayCell(it.date, it.date.weekday(), it.half, it.open, it.reason or "")
