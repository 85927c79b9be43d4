"""Loads and writes what participants of a programme wish."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.i18n import _
from ui.models.tastes import TasteLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.bootstrap import Services
    from ui.context import Context
    from ui.models.sign_ups import SignUpLine
    from ui.pages.programme.wishes_tab import WishesTab


class Wishes(QObject):
    """Fills ``tab`` with the wishes of a programme and writes what is changed there."""

    def __init__(self, context: Context, tab: WishesTab, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._tab = tab
        self._programme_id: int | None = None
        self._people: Sequence[SignUpLine] = ()
        self._wanted: int | None = None
        self._tastes: list[Any] = []
        self._roles: list[Any] = []
        self._departments: list[Any] = []
        tab.couple_wanted.connect(self._set_couple)
        tab.person_chosen.connect(self._show_tastes)
        tab.tastes.taste_wanted.connect(self._set_taste)

    def use(self, programme_id: int, people: Sequence[SignUpLine]) -> None:
        """Load the wishes of a programme; ``people`` are all who could take part."""
        self._programme_id = programme_id
        self._people = [person for person in people if person.target is not None]
        self._context.operations.query(
            self, partial(_load, self._context.services, programme_id), self._show, key="wishes"
        )

    def choose(self, employee_id: int) -> None:
        """Go to a participant, as soon as everything is loaded."""
        self._wanted = employee_id
        self._tab.choose(employee_id)

    # Internal functions

    def _show(self, loaded: tuple[list[Any], list[Any], list[Any], list[Any]]) -> None:
        self._tastes, couples, self._departments, self._roles = loaded
        counts = Counter(taste.employee_id for taste in self._tastes)
        self._tab.show_people(
            [(it.employee_id, it.name, counts[it.employee_id]) for it in self._people]
        )
        if self._wanted is not None:
            self._tab.choose(self._wanted)
            self._wanted = None
        names = {person.employee_id: person.name for person in self._people}
        texts = {
            "together": _("{first} and {second}: together"),
            "apart": _("{first} and {second}: apart"),
        }
        self._tab.show_couples(
            [
                (
                    it.kind,
                    it.first_id,
                    it.second_id,
                    texts[it.kind].format(
                        first=names.get(it.first_id, "–"), second=names.get(it.second_id, "–")
                    ),
                )
                for it in couples
            ]
        )
        self._show_tastes(self._tab.person())

    def _show_tastes(self, employee_id: int | None) -> None:
        person = next((it for it in self._people if it.employee_id == employee_id), None)
        if person is None:
            self._tab.tastes.show([])
            return
        values = {
            (it.department_id, it.role_id): it.value
            for it in self._tastes
            if it.employee_id == employee_id
        }
        lines = []
        for department in self._departments:
            if department.id == person.department_id:
                continue
            value = values.get((department.id, None), 0)
            lines.append(TasteLine(department.id, None, department.name, value))
            lines += [
                TasteLine(department.id, role.id, role.title, values.get((None, role.id), 0))
                for role in self._roles
                if role.department_id == department.id
            ]
        self._tab.tastes.show(lines)

    def _set_taste(self, line: TasteLine, value: int | None) -> None:
        goal = {"role_id": line.role_id} if line.role_id else {"department_id": line.department_id}
        self._write(
            self._context.services.wishes.set_taste,
            employee_id=self._tab.person(),
            value=value,
            **goal,
        )

    def _set_couple(self, kind: str, first: int, second: int, wanted: bool) -> None:
        self._write(
            self._context.services.wishes.set_person_pair,
            kind=kind,
            first_id=first,
            second_id=second,
            wanted=wanted,
        )

    def _write(self, what: Callable[..., Any], **arguments: Any) -> None:
        if self._programme_id is not None:
            self._context.operations.command(
                self,
                partial(what, programme_id=self._programme_id, **arguments),
                failed=self._context.error,
            )


def _load(
    services: Services, programme_id: int
) -> tuple[list[Any], list[Any], list[Any], list[Any]]:
    return (
        services.wishes.tastes(programme_id),
        services.wishes.person_pairs(programme_id),
        services.staff.departments(),
        services.staff.roles(),
    )
