"""The page of departments and roles: shows one of them and writes what is changed at once."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit

from app.i18n import _
from app.services.profiles import card_of, profile_of
from app.settings import COMPANY, LOGO
from app.wording import error_text
from ui.dates import locale
from ui.file_names import file_name
from ui.opened_files import show_path
from ui.page import Page
from ui.pages.departments.department_pane import ABOUT
from ui.pages.departments.view import DepartmentsView
from ui.paper import Head, card_document, profile_document, write_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTextDocument

    from app.bootstrap import Services
    from app.changes import Changes
    from app.errors import KnownError
    from app.services.staff import DepartmentRow, PersonRow, RoleRow
    from app.services.surprises import SurpriseRow
    from ui.context import Context
    from ui.pages.departments.department_pane import DepartmentPane
    from ui.pages.departments.role_pane import RolePane
    from ui.pages.departments.tree import Place


@dataclass(frozen=True, slots=True)
class _Loaded:
    departments: list[DepartmentRow]
    roles: list[RoleRow]
    people: list[PersonRow]


def _load(services: Services) -> _Loaded:
    staff = services.staff
    return _Loaded(staff.departments(), staff.roles(), staff.people())


class DepartmentsPage(Page):
    """Who there is to visit, and as what."""

    name = "departments"
    icon = "building-2-line"
    opens_group = True
    listens_to = frozenset(
        {"department", "role", "role_host", "employee", "surprise", "reflection"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = DepartmentsView(context.theme)
        self.set_view(self.view)
        self._loaded: _Loaded | None = None
        self._place: Place | None = None
        # What to choose as soon as it is loaded.
        self._wanted: Place | None = None
        self._name_it = False
        # Writes that what is shown does not hold yet.
        self._running_writes, self._unseen_writes = 0, False
        self.add_action, self.role_action = QAction(self), QAction(self)
        self.add_action.setShortcut(QKeySequence("Ctrl+Shift+N"))
        self.role_action.setShortcut(QKeySequence("Ctrl+Shift+R"))
        self._connect()

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Departments and roles")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        self.add_action.setText(_("Add a department"))
        self.role_action.setText(_("Add a role"))
        if self._loaded is not None:
            self._fill(self._loaded)

    def arrive(self, **where: object) -> None:
        """Show the department or role asked for, and put the keyboard on the tree."""
        for kind in ("department", "role"):
            key = where.get(f"{kind}_id")
            if isinstance(key, int):
                self._wanted = (kind, key)
        if self._loaded is not None:
            if self._wanted is not None:
                self.view.tree.choose(self._wanted)
                self._wanted = None
            self._take_focus()

    def refresh(self, changes: Changes | None) -> None:
        """Load everything anew."""
        if self._loaded is None:
            self.view.states.loading(_("Loading departments and roles…"))
            self.view.panel.hide()
        self.context.operations.query(
            self,
            partial(_load, self.context.services),
            self._fill,
            failed=self._load_failed,
            key="load",
        )

    def actions_of_page(self) -> list[QAction]:
        """Return what the menu bar offers here."""
        return [self.add_action, self.role_action]

    # What is shown

    def _fill(self, loaded: _Loaded) -> None:
        first_time, self._loaded = self._loaded is None, loaded
        self._unseen_writes = self._running_writes > 0
        wanted, self._wanted = self._wanted, None
        if not loaded.departments:
            self.view.states.empty(
                "building-2-line",
                _("No departments yet"),
                _(
                    "Departments send guests and receive them; their roles say what a guest can "
                    "do there. A staff list brings both in, or add a department above."
                ),
                _("Take them from a staff list…"),
            )
            self.view.panel.hide()
        else:
            self.view.states.show_content()
            self.view.panel.show()
        self.view.tree.show_organisation(loaded.departments, loaded.roles)
        if wanted is not None:
            self.view.tree.choose(wanted)
        self.role_action.setEnabled(bool(loaded.departments))
        if self._name_it:
            self._name_it = False
            self._focus_name()
        elif first_time and self.isVisible():
            self._take_focus()

    def _load_failed(self, error: KnownError) -> None:
        self.view.states.error(error_text(error))

    def _chosen(self, place: Place | None) -> None:
        if place is None or self._loaded is None:
            self._place = None
            return
        if place != self._place:
            self.view.saved.setText("")
        self._place = place
        role, department = self._role(), self._department()
        if role is not None:
            self._show_role(role, department)
        else:
            self._show_department(department)

    def _show_department(self, department: DepartmentRow) -> None:
        assert self._loaded is not None
        roles = [role for role in self._loaded.roles if role.department_id == department.id]
        pane = self._department_pane()
        pane.show_department(
            department,
            roles,
            _("People: {people} · Roles: {roles} · Hosts: {hosts}").format(
                people=department.people, roles=department.roles, hosts=department.hosts
            ),
        )
        self.view.card.show_profile(profile_of(department))
        self.view.panes.setCurrentWidget(pane)

    def _show_surprises(self) -> None:
        tab = self._department_pane().surprises
        if tab is None or self._place is None or self._loaded is None:
            return
        tab.offer_guests([(person.id, person.name) for person in self._loaded.people])
        self.context.operations.query(
            self,
            partial(self.context.services.profiles.surprises, self._department().id),
            tab.show_surprises,
            key="surprises",
        )

    def _show_role(self, role: RoleRow, department: DepartmentRow) -> None:
        assert self._loaded is not None
        people = [
            (person.id, person.name)
            for person in self._loaded.people
            if person.department_id == role.department_id
        ]
        pane = self._role_pane()
        pane.show_role(role, people)
        self.view.card.show_card(card_of(role, department))
        self.view.panes.setCurrentWidget(pane)

    def _take_focus(self) -> None:
        empty = self.view.states.currentWidget() is self.view.states.message
        (self.view.states.message.action if empty else self.view.tree).setFocus()

    def _focus_name(self) -> None:
        if self._role() is not None:
            field = self._role_pane().form.controls["title"]
        else:
            field = self._department_pane().form.controls["name"]
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.selectAll()

    # What is chosen

    def _role(self) -> RoleRow | None:
        if self._place is None or self._loaded is None or self._place[0] != "role":
            return None
        return next((role for role in self._loaded.roles if role.id == self._place[1]), None)

    def _department(self) -> DepartmentRow:
        assert self._loaded is not None
        assert self._place is not None
        role = self._role()
        key = role.department_id if role is not None else self._place[1]
        return next(row for row in self._loaded.departments if row.id == key)

    # What is done

    def _write(self, what: Callable[..., Any], *, quiet: bool = False, **arguments: Any) -> None:
        self._unseen_writes = True
        self._running_writes += 1
        self.context.operations.command(
            self,
            partial(what, **arguments),
            self._written if quiet else self._done,
            failed=self._failed,
            quiet=quiet,
        )

    def _done(self, _changes: object) -> None:
        self._running_writes -= 1

    def _written(self, _changes: object) -> None:
        self._running_writes -= 1
        now = locale().toString(datetime.now().astimezone().time(), QLocale.FormatType.ShortFormat)
        self.view.saved.setText(_("Saved {time}").format(time=now))

    def _failed(self, error: KnownError) -> None:
        self._running_writes -= 1
        # The fields show again what is stored, not what could not be written.
        self.context.error(error)
        self.refresh(None)

    def _shown(self, row: DepartmentRow | RoleRow) -> int | None:
        # What this page itself has just written is no conflict.
        return None if self._unseen_writes else row.version

    def _department_edited(self, field: str, value: object) -> None:
        department = self._department()
        self._write(
            self.context.services.staff.change_department,
            quiet=True,
            department_id=department.id,
            shown_version=self._shown(department),
            **{field: value},
        )

    def _role_edited(self, field: str, value: object) -> None:
        role = self._role()
        if role is not None:
            self._write(
                self.context.services.staff.change_role,
                quiet=True,
                role_id=role.id,
                shown_version=self._shown(role),
                **{field: value},
            )

    def _set_hosts(self, host_ids: tuple[int, ...]) -> None:
        role = self._role()
        if role is not None:
            self._write(
                self.context.services.staff.set_hosts,
                quiet=True,
                role_id=role.id,
                host_ids=host_ids,
            )

    def _add_department(self) -> None:
        names = {row.name for row in self._loaded.departments} if self._loaded else set()
        self.context.operations.command(
            self,
            partial(
                self.context.services.staff.add_department, name=_free(_("New department"), names)
            ),
            partial(self._added, "department"),
        )

    def _add_role(self) -> None:
        if self._place is None or self._loaded is None:
            return
        department = self._department()
        titles = {row.title for row in self._loaded.roles if row.department_id == department.id}
        self.context.operations.command(
            self,
            partial(
                self.context.services.staff.add_role,
                department_id=department.id,
                title=_free(_("New role"), titles),
            ),
            partial(self._added, "role"),
        )

    def _added(self, kind: str, key: int) -> None:
        # The news that follows loads everything anew, this one included.
        self._wanted, self._name_it = (kind, key), True
        self._department_pane().tabs.setCurrentIndex(ABOUT)

    def _remove_department(self) -> None:
        self._write(
            self.context.services.staff.remove_department, department_id=self._department().id
        )

    def _remove_role(self) -> None:
        role = self._role()
        if role is not None:
            self._wanted = ("department", role.department_id)
            self._write(self.context.services.staff.remove_role, role_id=role.id)

    def _go_to_role(self, role_id: int) -> None:
        self.view.tree.choose(("role", role_id))
        self.view.tree.setFocus()

    def _fill_empty(self) -> None:
        if self._loaded is None:
            self.refresh(None)
        else:
            self.context.go("import")

    # What surprised guests

    def _note(self, text: str, employee_id: int | None) -> None:
        self.context.operations.command(
            self,
            partial(
                self.context.services.profiles.add_surprise,
                department_id=self._department().id,
                text=text,
                employee_id=employee_id,
            ),
            self._noted,
            failed=self.context.error,
        )

    def _noted(self, _key: int) -> None:
        tab = self._department_pane().surprises
        if tab is not None:
            tab.clear_note()

    def _answer(self, surprise: SurpriseRow, state: str, answer: str) -> None:
        profiles = self.context.services.profiles
        if surprise.id is None:
            self._write(
                profiles.answer_reflection,
                reflection_id=surprise.reflection_id,
                state=state,
                answer=answer,
            )
            return
        self._write(
            profiles.answer_surprise,
            surprise_id=surprise.id,
            shown_version=surprise.version,
            state=state,
            answer=answer,
        )

    def _remove_surprise(self, surprise_id: int) -> None:
        self._write(self.context.services.profiles.remove_surprise, surprise_id=surprise_id)

    # On paper

    def _document(self) -> tuple[QTextDocument, str]:
        role, department = self._role(), self._department()
        settings = self.context.settings
        head = Head(settings.get(COMPANY), settings.get(LOGO))
        if role is None:
            return profile_document(profile_of(department), head), department.name
        return card_document(card_of(role, department), head), role.title

    def _save_pdf(self) -> None:
        document, name = self._document()
        path = self.context.interaction.save_file(
            _("Save as PDF"), f"{file_name(name) or _('Card')}.pdf", [(_("PDF document"), "*.pdf")]
        )
        if path is not None and self._write_pdf(document, path):
            self.context.toast(
                _("Written: {file}").format(file=path.name),
                action=(_("Open"), partial(show_path, path)),
            )

    def _open_to_print(self) -> None:
        """Show the PDF in the program that the system has for it, which also prints."""
        document, name = self._document()
        path = Path(tempfile.mkdtemp(prefix="gemba-")) / f"{file_name(name) or _('Card')}.pdf"
        if self._write_pdf(document, path):
            show_path(path)

    def _write_pdf(self, document: QTextDocument, path: Path) -> bool:
        try:
            write_pdf(document, path)
        except OSError as error:
            self.context.error(
                _("“{file}” could not be written: {reason}. Choose another place.").format(
                    file=path.name, reason=error.strerror
                )
            )
            return False
        return True

    def _connect(self) -> None:
        view = self.view
        self.add_action.triggered.connect(self._add_department)
        self.role_action.triggered.connect(self._add_role)
        view.add.clicked.connect(self._add_department)
        view.print.clicked.connect(self._open_to_print)
        view.save_pdf.clicked.connect(self._save_pdf)
        view.states.acted.connect(self._fill_empty)
        view.tree.chosen.connect(self._chosen)

    def _department_pane(self) -> DepartmentPane:
        pane = self.view.department
        if pane is None:
            pane = self.view.build_department()
            pane.add_role.clicked.connect(self._add_role)
            pane.answered.connect(self._answer)
            pane.edited.connect(self._department_edited)
            pane.ladder.role_chosen.connect(self._go_to_role)
            pane.noted.connect(self._note)
            pane.removal_asked.connect(self._remove_surprise)
            pane.remove.clicked.connect(self._remove_department)
            pane.surprises_wanted.connect(self._show_surprises)
        return pane

    def _role_pane(self) -> RolePane:
        pane = self.view.role
        if pane is None:
            pane = self.view.build_role()
            pane.edited.connect(self._role_edited)
            pane.hosts_wanted.connect(self._set_hosts)
            pane.remove.clicked.connect(self._remove_role)
        return pane


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name} {number}", number + 1
    return free
