"""The staff page: find people, look at one, change what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QLocale, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from app.errors import ConflictError, KnownError
from app.i18n import _, ngettext
from app.wording import error_text
from ui.dates import locale
from ui.models.staff import StaffModel
from ui.page import Page
from ui.pages.staff.view import StaffView
from ui.widgets.parts import name_control

if TYPE_CHECKING:
    from app.changes import Changes
    from app.services.staff import DepartmentRow, PersonRow, StaffService
    from ui.context import Context
    from ui.pages.staff.duplicates import Pair


@dataclass(frozen=True, slots=True)
class _Loaded:
    people: list[PersonRow]
    departments: list[DepartmentRow]
    duplicates: list[Pair]


def _load(staff: StaffService) -> _Loaded:
    return _Loaded(staff.people(active_only=False), staff.departments(), staff.duplicates())


def _change(
    staff: StaffService, person_id: int, version: int, fields: dict[str, Any]
) -> tuple[PersonRow, Changes]:
    changes = staff.change_employee(employee_id=person_id, shown_version=version, **fields)
    return staff.person(person_id), changes


class StaffPage(Page):
    """Everybody who works, or worked, in the company."""

    name = "staff"
    icon = "team-line"
    listens_to = frozenset({"employee", "department", "absence"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._staff = context.services.staff
        self.model = StaffModel(context.theme)
        self.view = StaffView(context.theme, self.model)
        self.set_view(self.view)
        self._loaded = False
        self._chosen: PersonRow | None = None
        # Whom to choose as soon as the people are loaded.
        self._wanted: int | None = None
        # One save at a time: the next one needs the version that the last one made.
        self._unsaved: list[tuple[int, dict[str, Any]]] = []
        self._saving = False
        self._versions: dict[int, int] = {}
        self._clash: tuple[int, dict[str, Any]] | None = None
        self._duplicates: list[Pair] = []
        # Pairs who are two people, as somebody has said since the page was opened.
        self._told_apart: set[tuple[int, int]] = set()
        self._add_action = QAction(self)
        self._add_action.setShortcut(QKeySequence("Ctrl+Shift+N"))
        self._find_action = QAction(self)
        self._find_action.setShortcut(QKeySequence("Ctrl+F"))

        self._add_action.triggered.connect(self._new_person)
        self._find_action.triggered.connect(self._find)
        view, form = self.view, self.view.form
        view.add.clicked.connect(self._new_person)
        view.clear.clicked.connect(self._clear_filter)
        view.department.activated.connect(self._filter)
        view.found.acted.connect(self._clear_filter)
        view.import_list.clicked.connect(self._import)
        view.search.textChanged.connect(self._filter)
        view.states.acted.connect(self._fill_empty)
        view.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        view.with_left.toggled.connect(self._filter)
        view.doubtful.toggled.connect(self._show_duplicates)
        view.duplicates.kept.connect(self._keep_one)
        view.duplicates.told_apart.connect(self._tell_apart)
        form.absences.removal_wanted.connect(self._remove_absence)
        form.absences.wanted.connect(self._add_absence)
        form.wishes.clicked.connect(self._to_wishes)
        form.add_asked.connect(self._add)
        form.cancelled.connect(self._show_chosen)
        form.edited.connect(self._edited)
        form.mine_wanted.connect(self._keep_mine)
        form.theirs_wanted.connect(self._take_theirs)
        view.search.installEventFilter(self)
        view.table.installEventFilter(self)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Staff")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        self.model.retranslate()
        self._add_action.setText(_("Add a person"))
        self._find_action.setText(_("Search the staff"))
        if self._loaded:
            self._show_state()
            self._show_duplicates()

    def arrive(self, **where: object) -> None:
        """Put the keyboard on the table, or on the one button of an empty page."""
        person = where.get("person_id")
        if isinstance(person, int):
            self._wanted = person
            self._choose(person)
        if self._loaded:
            self._take_focus()

    def refresh(self, changes: Changes | None) -> None:
        """Load everybody, or no more than the absences if nothing else is new."""
        if changes is not None and changes.tables == {"absence"}:
            self._load_absences()
            return
        if not self._loaded:
            self.view.states.loading(_("Loading the staff…"))
            self.view.panel.hide()
        self.context.operations.query(
            self, partial(_load, self._staff), self._fill, failed=self._load_failed, key="people"
        )

    def actions_of_page(self) -> list[QAction]:
        """Return what the menu bar offers here."""
        return [self._find_action, self._add_action]

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move from search to table by the arrow down, from table to form by Enter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.view.search and event.key() == Qt.Key.Key_Down:
                self.view.table.setFocus()
                return True
            if watched is self.view.table and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.view.form.name.setFocus()
                return True
        return super().eventFilter(watched, event)

    # Filling and filtering

    def _fill(self, loaded: _Loaded) -> None:
        first_time, self._loaded = not self._loaded, True
        chosen = self._wanted or (self._chosen.id if self._chosen is not None else None)
        self._wanted = None
        self._versions = {person.id: person.version for person in loaded.people}
        self._offer_departments(loaded.departments)
        self.model.set_people(
            loaded.people, {department.id: department.hue for department in loaded.departments}
        )
        self._duplicates = loaded.duplicates
        self._show_duplicates()
        self._show_state()
        self._choose(chosen)
        self._load_absences()
        if first_time and self.isVisible():
            self._take_focus()

    def _offer_departments(self, departments: list[DepartmentRow]) -> None:
        combo = self.view.department
        chosen = combo.currentData()
        combo.clear()
        combo.addItem(_("All departments"), None)
        for department in departments:
            combo.addItem(department.name, department.id)
        combo.setCurrentIndex(max(combo.findData(chosen), 0))
        self.view.form.set_departments(departments)

    def _load_failed(self, error: KnownError) -> None:
        self.view.states.error(error_text(error))

    def _filter(self, *_signal: object) -> None:
        chosen = self._chosen.id if self._chosen is not None else None
        self.model.set_filter(
            self.view.search.text(),
            self.view.department.currentData(),
            with_left=self.view.with_left.isChecked(),
        )
        self._show_state()
        self._choose(chosen)

    def _clear_filter(self) -> None:
        self.view.search.clear()
        self.view.department.setCurrentIndex(0)
        self.view.with_left.setChecked(False)
        self._filter()
        self.view.search.setFocus()

    def _show_state(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        filtered = bool(self.view.search.text()) or self.view.department.currentIndex() > 0
        self.view.clear.setVisible(filtered)
        self.view.with_left.setVisible(self.model.has_left)
        if filtered:
            words = ngettext("{shown} of {total} person", "{shown} of {total} people", total)
        else:
            words = ngettext("{total} person", "{total} people", total)
        numbers = QLocale()
        self.view.count.setText(
            words.format(shown=numbers.toString(shown), total=numbers.toString(total))
        )
        nobody = not total and not self.model.has_left
        # One filled button a page: on an empty one it stands in the middle.
        self.view.import_list.setVisible(not nobody)
        if nobody:
            self.view.states.empty(
                "team-line",
                _("Nobody here yet"),
                _(
                    "This is where everybody in the company is listed, with department and job "
                    "title. An Excel or CSV list brings them in at once."
                ),
                _("Import from Excel…"),
            )
        else:
            self.view.states.show_content()
        if shown:
            self.view.found.show_content()
        else:
            self.view.found.empty(
                "",
                _("Nobody matches"),
                _("No name, job title, e-mail or number bears these words."),
            )

    def _take_focus(self) -> None:
        nobody = self.view.states.currentWidget() is self.view.states.message
        (self.view.states.message.action if nobody else self.view.table).setFocus()

    def _fill_empty(self) -> None:
        if self._loaded:
            self._import()
        else:
            self.refresh(None)

    def _find(self) -> None:
        self.view.search.setFocus()
        self.view.search.selectAll()

    def _import(self) -> None:
        self.context.go("import")

    # One person

    def _choose(self, person_id: int | None) -> None:
        row = self.model.row_of(person_id) if person_id is not None else None
        if row is None and self.model.rowCount():
            row = 0
        if row is None:
            self._chosen = None
            self._show_chosen()
            return
        self.view.table.selectionModel().setCurrentIndex(
            self.model.index(row, 0),
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )
        self._row_chosen()

    def _row_chosen(self, *_signal: object) -> None:
        index = self.view.table.currentIndex()
        person = self.model.person(index.row()) if index.isValid() else None
        if person == self._chosen and self._chosen is not None:
            return
        self._chosen = person
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.view.panel.setVisible(self._chosen is not None)
        if self._chosen is not None:
            self.view.form.show_person(self._chosen)
            self._load_absences()

    def _edited(self, field: str, value: Any) -> None:
        if self._chosen is not None:
            self._unsaved.append((self._chosen.id, {field: value}))
            self._save_next()

    def _save_next(self) -> None:
        if self._saving or not self._unsaved:
            return
        person_id, fields = self._unsaved.pop(0)
        self._saving = True
        self.context.operations.command(
            self,
            partial(_change, self._staff, person_id, self._versions[person_id], fields),
            self._saved,
            failed=partial(self._not_saved, person_id, fields),
            quiet=True,
        )

    def _saved(self, person: PersonRow) -> None:
        self._saving = False
        self._versions[person.id] = person.version
        if self._chosen is not None and self._chosen.id == person.id:
            self._chosen = person
            self.view.form.heading.setText(person.name)
            now = locale().toString(
                datetime.now().astimezone().time(), QLocale.FormatType.ShortFormat
            )
            self.view.form.say_saved(_("Saved {time}").format(time=now))
        self._save_next()

    def _not_saved(self, person_id: int, fields: dict[str, Any], error: KnownError) -> None:
        self._saving = False
        shown = self._chosen is not None and self._chosen.id == person_id
        if isinstance(error, ConflictError) and shown:
            self._clash = (person_id, fields)
            self.context.operations.query(
                self, partial(self._staff.person, person_id), self._show_clash
            )
        elif shown:
            self.view.form.say_problem(error_text(error))
        else:
            self.context.error(error)
        self._save_next()

    def _show_clash(self, theirs: PersonRow) -> None:
        if self._clash is None:
            return
        self._versions[theirs.id] = theirs.version
        form = self.view.form
        field, mine = next(iter(self._clash[1].items()))
        form.say_clash(
            _(
                "Somebody else has changed this person meanwhile. {field}: you typed “{mine}”, "
                "the file says “{theirs}”."
            ).format(
                field=form.label_of(field),
                mine=form.text_of(field, mine),
                theirs=form.text_of(field, getattr(theirs, field)),
            )
        )

    def _keep_mine(self) -> None:
        if self._clash is not None:
            self._unsaved.append(self._clash)
            self._clash = None
            self.view.form.say_clash("")
            self._save_next()

    def _take_theirs(self) -> None:
        if self._clash is not None:
            self._wanted, self._clash, self._chosen = self._clash[0], None, None
            self.refresh(None)

    # Absences and wishes

    def _load_absences(self) -> None:
        if self._chosen is not None:
            self.context.operations.query(
                self,
                partial(self._staff.absences, self._chosen.id),
                self.view.form.absences.show_absences,
                key="absences",
            )

    def _add_absence(self, fields: dict[str, Any]) -> None:
        if self._chosen is not None:
            self.context.operations.command(
                self,
                partial(self._staff.add_absence, employee_id=self._chosen.id, **fields),
                failed=self._not_added,
            )

    def _remove_absence(self, absence_id: int) -> None:
        self.context.operations.command(
            self, partial(self._staff.remove_absence, absence_id=absence_id)
        )

    def _to_wishes(self) -> None:
        if self._chosen is not None:
            self.context.go("programme", side="wishes", person_id=self._chosen.id)

    # The same person twice

    def _show_duplicates(self, *_signal: object) -> None:
        pairs = [
            pair for pair in self._duplicates if (pair[0].id, pair[1].id) not in self._told_apart
        ]
        view = self.view
        name_control(view.doubtful, _("Possible duplicates: {count}").format(count=len(pairs)))
        view.doubtful.setVisible(bool(pairs))
        view.duplicates.show_pairs(pairs)
        view.duplicates.setVisible(bool(pairs) and view.doubtful.isChecked())

    def _keep_one(self, keep_id: int, drop_id: int) -> None:
        self._wanted = keep_id
        self.context.operations.command(
            self, partial(self._staff.keep_one, keep_id=keep_id, drop_id=drop_id)
        )

    def _tell_apart(self, first_id: int, second_id: int) -> None:
        self._told_apart.add((first_id, second_id))
        self._show_duplicates()

    # A new person

    def _new_person(self) -> None:
        self.view.panel.show()
        self.view.form.show_new(self.view.department.currentData())

    def _add(self, fields: dict[str, Any]) -> None:
        self.context.operations.command(
            self,
            partial(self._staff.add_employee, **fields),
            self._added,
            failed=self._not_added,
        )

    def _added(self, person_id: int) -> None:
        self._clear_filter()
        # The news that follows loads the people anew, this one among them.
        self._wanted = person_id

    def _not_added(self, error: KnownError) -> None:
        self.view.form.say_problem(error_text(error))
