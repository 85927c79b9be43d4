"""Which visits are possible at all: the rules strike out, and only what is left gets a variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from solver.rotation.problem import Problem, Visit

    Mask = NDArray[np.bool_]
    Index = NDArray[np.int32]


class Grid:
    """Masks over people, roles and slots, in the order of the problem.

    Attributes
    ----------
    fits
        (person, role): the person may be a guest in the role.
    guest_free, host_free
        (person, slot): the person may be a guest, or a host, in the slot.
    role_open
        (role, slot): the role receives guests in the slot.
    hosts
        (role, person): the person may receive guests in the role.
    promised
        Visits that stay possible although their slot is closed to all others.
    within
        (person, week, role): where visits are looked for; None is everywhere.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        people, roles, slots = len(problem.people), len(problem.roles), len(problem.slots)
        self.person = {person.id: index for index, person in enumerate(problem.people)}
        self.role = {role.id: index for index, role in enumerate(problem.roles)}
        self.slot = {slot.id: index for index, slot in enumerate(problem.slots)}
        self.department = {item.id: index for index, item in enumerate(problem.departments)}
        self.home = np.array([self.department[p.department] for p in problem.people], np.int32)
        self.into = np.array([self.department[r.department] for r in problem.roles], np.int32)
        self.fits: Mask = np.ones((people, roles), np.bool_)
        self.guest_free: Mask = np.ones((people, slots), np.bool_)
        self.host_free: Mask = np.ones((people, slots), np.bool_)
        self.role_open: Mask = np.ones((roles, slots), np.bool_)
        self.hosts: Mask = self.into[:, None] == self.home[None, :]
        self.promised: list[Visit] = []
        self.within: Mask | None = None

    def people_of(self, ids: Iterable[str]) -> list[int]:
        """Positions of people."""
        return [self.person[item] for item in ids]

    def slots_of(self, ids: Iterable[str]) -> list[int]:
        """Positions of slots."""
        return [self.slot[item] for item in ids]

    def allows(self, visit: Visit) -> bool:
        """Tell whether the guest of the visit may be in its role in its slot."""
        person, role, slot = self.person[visit.person], self.role[visit.role], self.slot[visit.slot]
        return bool(
            self.fits[person, role] and self.guest_free[person, slot] and self.open[role, slot]
        )

    @property
    def open(self) -> Mask:
        """(role, slot): the role is open, and somebody is there to receive."""
        received = (self.hosts.astype(np.float32) @ self.host_free.astype(np.float32)) > 0
        return self.role_open & received

    def weeks_of(self, visits: Iterable[Visit]) -> Mask:
        """Return (person, week, role) of some visits."""
        problem = self.problem
        weeks = {week: index for index, week in enumerate(problem.weeks)}
        result = np.zeros((len(problem.people), len(weeks), len(problem.roles)), np.bool_)
        for visit in visits:
            week = weeks[problem.week_of[visit.slot]]
            result[self.person[visit.person], week, self.role[visit.role]] = True
        return result

    @property
    def size(self) -> int:
        """How many visits are possible, those that are promised and ``within`` left aside."""
        meetings = self.guest_free.astype(np.float32) @ self.open.T.astype(np.float32)
        return int(meetings[self.fits].sum(dtype=np.float64))

    @property
    def size_by_week(self) -> int:
        """How many visits are possible if only their week counts, as in ``size``."""
        problem, is_open, found = self.problem, self.open, 0
        week_of = [problem.weeks.index(slot.week) for slot in problem.slots]
        for week in range(len(problem.weeks)):
            inside = np.flatnonzero(np.array(week_of) == week)
            free = self.guest_free[:, inside].astype(np.float32)
            meetings = free @ is_open[:, inside].T.astype(np.float32)
            found += int((self.fits & (meetings > 0)).sum())
        return found

    def triples(self) -> tuple[Index, Index, Index]:
        """Persons, slots and roles of all possible visits, ordered by these three."""
        is_open = self.open.T
        persons, slots, roles = [], [], []
        for one in range(len(self.problem.people)):
            at, into = np.nonzero(self.guest_free[one][:, None] & is_open & self.fits[one][None, :])
            persons.append(np.full(len(at), one, np.int32))
            slots.append(at.astype(np.int32))
            roles.append(into.astype(np.int32))
        if self.promised:
            persons.append(np.array([self.person[v.person] for v in self.promised], np.int32))
            slots.append(np.array([self.slot[v.slot] for v in self.promised], np.int32))
            roles.append(np.array([self.role[v.role] for v in self.promised], np.int32))
        empty = np.empty(0, np.int32)
        person: Index = np.concatenate([empty, *persons])
        slot: Index = np.concatenate([empty, *slots])
        role: Index = np.concatenate([empty, *roles])
        if self.within is not None:
            weeks = {week: index for index, week in enumerate(self.problem.weeks)}
            week = np.array([weeks[slot.week] for slot in self.problem.slots], np.int32)
            kept = self.within[person, week[slot], role]
            person, slot, role = person[kept], slot[kept], role[kept]
        order = np.lexsort((role, slot, person))
        return person[order], slot[order], role[order]
