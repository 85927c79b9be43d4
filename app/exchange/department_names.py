"""Which department a row means: spellings of one name brought together, slips of the pen found."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from app.domain.alike import look, slip_of
from app.domain.names import fold
from app.exchange.cell_values import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.exchange.row_reading import Draft, RowReader

# A department of so few people may be a slip; of one that has several times as many.
_FEW = 2
_TIMES_AS_MANY = 3


class DepartmentNames:
    """The departments of a list.

    Parameters
    ----------
    known
        Names of the departments in the database.
    decided
        What the user said a name means; a name that stands for itself is right as it is.

    Attributes
    ----------
    merged
        Spellings in the list and the name that each stands for, where they differ.
    """

    def __init__(self, known: Iterable[str], decided: Mapping[str, str]) -> None:
        self._known = {look(name): name for name in known}
        self._decided = {look(name): clean(meant).text for name, meant in decided.items()}
        self._names = dict(self._known)
        self.merged: dict[str, str] = {}

    def settle(self, drafts: list[Draft], reader: RowReader) -> None:
        """Put the name meant into every draft; note other spellings and likely slips."""
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for draft in drafts:
            name = draft.values.get("department")
            if isinstance(name, str):
                meant = self._decided.get(look(name), name)
                draft.values["department"] = meant
                spellings[look(meant)][meant] += 1
        for key, counted in spellings.items():
            self._names.setdefault(key, counted.most_common(1)[0][0])
        people = {key: counted.total() for key, counted in spellings.items()}
        slips = {key: self._slip(key, people) for key in people}
        for draft in drafts:
            self._settle_one(draft, reader, slips)

    def _settle_one(self, draft: Draft, reader: RowReader, slips: Mapping[str, str | None]) -> None:
        name = draft.values.get("department")
        if not isinstance(name, str):
            return
        key = look(name)
        meant = self._names[key]
        draft.values["department"] = meant
        closest = slips[key]
        if closest is not None:
            reader.problem(
                draft,
                "department",
                "department-unknown",
                value=name,
                params={"closest": closest},
                suggestion=closest,
            )
        elif draft.spelled != meant and look(draft.spelled) not in self._decided:
            self._note_spelling(draft, reader, meant)

    def _note_spelling(self, draft: Draft, reader: RowReader, meant: str) -> None:
        self.merged[draft.spelled] = meant
        code = "department-spelling"
        if fold(clean(draft.spelled).text) != fold(meant):
            code = "department-look-alike"
        reader.problem(
            draft, "department", code, value=draft.spelled, suggestion=meant, serious=False
        )

    def _slip(self, key: str, people: Mapping[str, int]) -> str | None:
        """Return the name that ``key`` is probably a slip of."""
        if key in self._known or key in self._decided or people[key] > _FEW:
            return None
        name = self._names[key]
        candidates = [
            other
            for other in self._names
            if other != key
            and (other in self._known or people.get(other, 0) >= _TIMES_AS_MANY * people[key])
            and slip_of(name, self._names[other])
        ]
        best = max(
            candidates, key=lambda one: (one in self._known, people.get(one, 0)), default=None
        )
        return None if best is None else self._names[best]
