"""Making room: one person takes a place, whoever is in the way goes elsewhere, and so on.

A chain of one step takes a free place, of two swaps or moves one other visit, of three moves two
others. Everything is tried on a board and taken back, so that the board always tells the truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from solver.rotation.problem import Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from solver.check.board import Board
    from solver.check.ground import Slots

IMMOVABLE = ("other-department", "available", "level-window", "no-go", "frozen", "together")
"""Rules against a guest in a place that no move of other visits makes room under."""
WIDTH = 3
"""Free places tried for somebody who makes room."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Visits that go and visits that come instead."""

    gone: tuple[Visit, ...] = ()
    come: tuple[Visit, ...] = ()

    def applied(self, visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
        """Return a plan after the moves."""
        left = list(visits)
        for visit in self.gone:
            left.remove(visit)
        return tuple(sorted([*left, *self.come]))


class Chains:
    """Chains of moves on a board.

    Parameters
    ----------
    board
        Changed while a chain is tried; as before if none was accepted.
    budget
        How many visits may be taken off by way of trial, all searches together.
    width
        How many free places are tried for the person to be placed, the cheapest first.
    """

    def __init__(self, board: Board, *, budget: int = 1_000, width: int = WIDTH) -> None:
        self.board = board
        self.budget = budget
        self._width = width
        self._wanting = ""
        self._problem = board.problem
        rules = self._problem.rules
        pins = self._problem.pins if rules.pin.on else ()
        self._pinned = {(pin.person, pin.role, pin.slot) for pin in pins}
        self._gone: list[Visit] = []
        self._come: list[Visit] = []
        self._everywhere = {role.id: board.ground.all for role in self._problem.roles}
        self._order = board.score.tiers.keys()

    @property
    def moves(self) -> Moves:
        """What differs from the board as it was at the start."""
        gone = [visit for visit in self._gone if visit not in self._come]
        come = [visit for visit in self._come if visit not in self._gone]
        return Moves(tuple(sorted(gone)), tuple(sorted(come)))

    def movable(self, visit: Visit) -> bool:
        """Tell whether a visit may be moved by itself."""
        ground = self.board.ground
        return (
            not ground.past >> ground.at[visit.slot] & 1
            and (visit.person, visit.role, visit.slot) not in self._pinned
            and visit.person not in ground.partners
        )

    def take(self, visit: Visit) -> None:
        """Take a visit off the board."""
        self.board.remove(visit)
        if visit in self._come:
            self._come.remove(visit)
        else:
            self._gone.append(visit)

    def put(self, visit: Visit) -> None:
        """Put a visit on the board."""
        self.board.add(visit)
        if visit in self._gone:
            self._gone.remove(visit)
        else:
            self._come.append(visit)

    def place(
        self,
        person: str,
        accept: Callable[[], bool] = lambda: True,
        *,
        places: Mapping[str, Slots] | None = None,
        others: int = 0,
    ) -> bool:
        """Give a person one visit more, if need be by moving others.

        Parameters
        ----------
        accept
            Asked with each chain on the board; True keeps it there and ends the search.
        places
            Slots by role in which the visit may be; everywhere by default.
        others
            How many other visits may be moved at most.
        """
        wanted = self._everywhere if places is None else places
        self._wanting = person
        return any(self._place(person, accept, wanted, length) for length in range(others + 1))

    def _place(
        self, person: str, accept: Callable[[], bool], places: Mapping[str, Slots], others: int
    ) -> bool:
        """Try the chains that move exactly ``others`` visits."""
        if others == 0:
            width = self._width if person == self._wanting else WIDTH
            for visit in self.free(person, places)[:width]:
                self.put(visit)
                if accept():
                    return True
                self.take(visit)
            return False
        for role, slot in self._candidates(person, places):
            for other in self._in_the_way(person, role, slot):
                if self.budget <= 0:
                    return False
                self.budget -= 1
                self.take(other)
                fitting = self._fitting(person, role, slot)
                if fitting is not None and fitting != other:
                    self.put(fitting)
                    if self._place(other.person, accept, self._everywhere, others - 1):
                        return True
                    self.take(fitting)
                self.put(other)
        return False

    def free(self, person: str, places: Mapping[str, Slots] | None = None) -> list[Visit]:
        """Return visits a person can have without any move, the cheapest first.

        Of each role and week only the first half-day is looked at, as they cost alike, unless
        something is published: then some keep a promise.
        """
        board = self.board
        found: list[tuple[Any, ...]] = []
        for role, slots in (self._everywhere if places is None else places).items():
            for slot in self._telling(board.free(person, role) & slots):
                visit = Visit(person, role, slot, board.host_for(person, role, slot))
                cost = board.cost_of(visit).tiers
                found.append((*(cost[name] for name in self._order), len(found), visit))
        return [entry[-1] for entry in sorted(found)]

    def _telling(self, slots: Slots) -> list[str]:
        """Return the slots of which none costs the same as another for certain."""
        found = self.board.ground.ids(slots)
        if self._problem.published:
            return found
        week = self._problem.week_of
        return list({week[slot]: slot for slot in reversed(found)}.values())[::-1]

    def _fitting(self, person: str, role: str, slot: str) -> Visit | None:
        board = self.board
        if not board.free(person, role) >> board.ground.at[slot] & 1:
            return None
        return Visit(person, role, slot, board.host_for(person, role, slot))

    def _candidates(self, person: str, places: Mapping[str, Slots]) -> Iterator[tuple[str, str]]:
        """Yield places that are taken, or blocked by what can be moved."""
        board, ground = self.board, self.board.ground
        for role, slots in places.items():
            if ground.never(person, role):
                continue
            found = board.ruled_out(person, role)
            shut = 0
            for rule in IMMOVABLE:
                shut |= found.get(rule, 0)
            there = 0
            for host in board.problem.receivers(role):
                there |= ground.all & ~ground.away[host]
            open_slots = slots & ~shut & there & ~board.free(person, role)
            for slot in ground.ids(open_slots):
                yield role, slot

    def _in_the_way(self, person: str, role: str, slot: str) -> list[Visit]:
        """Return visits without which the place might be free."""
        board, problem = self.board, self._problem
        bit = 1 << board.ground.at[slot]
        found = {rule for rule, slots in board.ruled_out(person, role).items() if slots & bit}
        near: list[Visit] = []
        own = board.by_person.get(person, [])
        if found & {"spacing", "ladder", "once-per-role", "once-per-department", "one-place"}:
            near += own
        here = board.by_slot.get(slot, [])
        visited = problem.role[role]
        if "role-capacity" in found:
            near += [it for it in here if it.role == role]
        if "department-capacity" in found:
            near += [it for it in here if problem.role[it.role].department == visited.department]
        if "home-cover" in found:
            home = problem.person[person].department
            near += [it for it in here if problem.person[it.person].department == home]
        if "apart" in found:
            near += [it for it in here if it.person in board.ground.strangers.get(person, ())]
        if "one-place" in found:
            near += [it for it in here if it.host == person]
        near += self._before_hosts(person, role, slot)
        return [it for it in dict.fromkeys(near) if self.movable(it)]

    def _before_hosts(self, person: str, role: str, slot: str) -> list[Visit]:
        """Return visits that keep the hosts of the role from receiving in the slot."""
        board, week = self.board, self._problem.week_of
        bit, near = 1 << board.ground.at[slot], []
        for host in board.problem.receivers(role):
            found = {
                rule
                for rule, slots in board.host_ruled_out(person, role, host).items()
                if slots & bit
            }
            if not found:
                return []
            received = board.by_host.get(host, [])
            if "host-load" in found:
                near += [it for it in received if week[it.slot] == week[slot]]
            if "role-capacity" in found:
                near += [it for it in received if it.slot == slot]
            if "one-place" in found:
                near += [it for it in board.by_person.get(host, []) if it.slot == slot]
        return near
