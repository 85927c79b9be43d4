"""Who a row is: the same person in another row, and in the database."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from app.domain.alike import look
from app.domain.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from app.domain.known_staff import KnownPerson
    from app.exchange.row_reading import Draft, RowReader

_OTHERS_NAMED = 5


def _text(draft: Draft, name: str) -> str:
    return str(draft.values.get(name) or "")


def _groups(drafts: Iterable[Draft], key: Callable[[Draft], Hashable | None]) -> list[list[Draft]]:
    found: defaultdict[Hashable, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if (value := key(draft)) is not None and not draft.left_out:
            found[value].append(draft)
    return [group for group in found.values() if len(group) > 1]


def _others(group: list[Draft], draft: Draft) -> dict[str, Any]:
    rows = [other.number for other in group if other is not draft]
    return {"rows": rows[:_OTHERS_NAMED], "count": len(rows)}


def find_doubles(drafts: list[Draft], reader: RowReader) -> None:
    """Note every person who stands in the list twice; leave out rows that only repeat another."""
    for group in _groups(drafts, lambda draft: _text(draft, "employee_id") or None):
        _report(group, reader, "employee_id", "number-twice")
    for group in _groups(drafts, lambda draft: _text(draft, "email").casefold() or None):
        _report(group, reader, "email", "email-twice", serious=_nameless(group))
    for group in _groups(drafts, _nameless_person):
        _report(group, reader, "name", "person-twice")
    for group in _groups(drafts, _appearance):
        for draft in group[1:]:
            if not any(problem.code.endswith("-twice") for problem in draft.problems):
                other = group[0]
                reader.problem(
                    draft,
                    "name",
                    "same-person",
                    params={"name": _text(other, "name"), "row": other.number},
                    serious=False,
                )


def _nameless(group: list[Draft]) -> bool:
    """Tell whether nothing but what they share says who they are."""
    numbers = [_text(draft, "employee_id") for draft in group]
    return not all(numbers) or len(set(numbers)) < len(numbers)


def _nameless_person(draft: Draft) -> Hashable | None:
    if _text(draft, "employee_id") or _text(draft, "email") or not _text(draft, "name"):
        return None
    return fold(_text(draft, "name")), fold(_text(draft, "department"))


def _appearance(draft: Draft) -> Hashable | None:
    name = _text(draft, "name")
    return (look(name), look(_text(draft, "department"))) if name else None


def _report(
    group: list[Draft], reader: RowReader, name: str, code: str, *, serious: bool = True
) -> None:
    first = group[0]
    rest = [draft for draft in group[1:] if draft.values != first.values]
    for draft in group[1:]:
        if draft.values == first.values:
            draft.left_out = "row-repeated"
            reader.problem(draft, name, "row-repeated", params={"row": first.number}, serious=False)
    if not rest:
        return
    alike = [first, *rest]
    for draft in alike if serious else rest:
        reader.problem(draft, name, code, params=_others(alike, draft), serious=serious)


class PeopleIndex:
    """Finds people of the database by number, e-mail, or name and department."""

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        self._by_number: dict[str, KnownPerson] = {}
        self._by_bare_number: defaultdict[str, list[KnownPerson]] = defaultdict(list)
        self._by_email: defaultdict[str, list[KnownPerson]] = defaultdict(list)
        self._by_name: defaultdict[str, list[KnownPerson]] = defaultdict(list)
        for person in people:
            if person.employee_id:
                self._by_number[person.employee_id] = person
                self._by_bare_number[person.employee_id.lstrip("0")].append(person)
            if person.email:
                self._by_email[person.email.casefold()].append(person)
            self._by_name[look(person.name)].append(person)

    def match(self, draft: Draft, reader: RowReader) -> KnownPerson | None:
        """Return who the row is, None for somebody new; doubts go to the row's problems."""
        number, email = _text(draft, "employee_id"), _text(draft, "email")
        name = _text(draft, "name") or number
        found = self._by_number.get(number)
        if found is None and number:
            found = self._with_other_zeros(number, name)
        if found is not None:
            self._note_foreign_email(draft, reader, found, email)
            return found
        for person in self._by_email[email.casefold()] if email else ():
            if not number or not person.employee_id or look(person.name) == look(name):
                return person
        if email:
            self._note_foreign_email(draft, reader, None, email)
        return self._by_name_and_department(draft, reader, name, number)

    def _with_other_zeros(self, number: str, name: str) -> KnownPerson | None:
        alike = self._by_bare_number[number.lstrip("0")]
        return next((person for person in alike if look(person.name) == look(name)), None)

    def _note_foreign_email(
        self, draft: Draft, reader: RowReader, found: KnownPerson | None, email: str
    ) -> None:
        for person in self._by_email[email.casefold()] if email else ():
            if found is None or (person.id != found.id and person.active):
                reader.problem(
                    draft, "email", "email-of-other", params={"name": person.name}, serious=False
                )
                return

    def _by_name_and_department(
        self, draft: Draft, reader: RowReader, name: str, number: str
    ) -> KnownPerson | None:
        namesakes = self._by_name[look(name)] if name else []
        department = fold(_text(draft, "department"))
        near = [person for person in namesakes if fold(person.department) == department]
        free = [person for person in near if not number or not person.employee_id]
        same = [person for person in free if fold(person.name) == fold(name)]
        if len(same) == 1:
            return same[0]
        if len(same) > 1:
            reader.problem(draft, "name", "several-namesakes", params={"count": len(same)})
        elif namesakes:
            other = (near or namesakes)[0]
            reader.problem(
                draft,
                "name",
                "namesake-known",
                params={"name": other.name, "department": other.department},
                serious=False,
            )
        return None
