"""Other places for a person: what would have to move, and what it would cost.

It answers "why not this wish?" and "what would move if she came here?". One visit of the person
goes (none if one is missing), another comes, and whoever is in the way moves: a swap of two, or
three who move in turn. Each alternative keeps every rule; they are ranked by the tiers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.check.board import Board
from solver.rotation.chains import Chains, Moves
from solver.rotation.reasons import Reasons, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from solver.check.ground import Slots
    from solver.rotation.problem import Problem, Visit

BUDGET = 600
"""Visits taken off by way of trial for each visit of the person that could go."""
WIDTH = 12


@dataclass(frozen=True, slots=True)
class Alternative:
    """Moves after which the person has a visit in one of the places asked about.

    Attributes
    ----------
    tiers, terms
        By how much each value would change; less is better.
    """

    moves: Moves
    tiers: dict[str, int]
    terms: dict[str, int]

    @property
    def moved(self) -> int:
        """How many visits go."""
        return len(self.moves.gone)

    @property
    def rank(self) -> tuple[object, ...]:
        """Sort key: the cheapest first, then the fewest moves."""
        return tuple(self.tiers.values()), self.moved, self.moves.come, self.moves.gone


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands against a visit in some places, and how it could be had all the same.

    Attributes
    ----------
    there
        Visits that the person has in these places already.
    reasons
        Counts over the places asked about, the person's other visits taken away as far as they may
        move: what others and the rules have against it.
    alternatives
        The cheapest first.
    """

    there: tuple[Visit, ...]
    reasons: Reasons
    alternatives: tuple[Alternative, ...]


def ask(
    problem: Problem,
    visits: Iterable[Visit],
    person: str,
    *,
    department: str | None = None,
    role: str | None = None,
    slot: str | None = None,
    most: int = 10,
    others: int = 2,
    should_stop: Callable[[], bool] = lambda: False,
) -> Answer:
    """Ask about a visit of a person in a department or role, in a slot or at any time.

    Parameters
    ----------
    department, role, slot
        Which places are asked about; None is any.
    most
        Alternatives returned at most.
    others
        Visits of others that an alternative moves at most.
    should_stop
        Asked between the person's visits.
    """
    board = Board(problem, visits)
    slots = board.ground.all if slot is None else board.ground.of([slot])
    places = {
        it.id: slots
        for it in problem.roles
        if role in (None, it.id) and department in (None, it.department)
    }
    own = [*board.by_person.get(person, ())]
    there = [v for v in own if v.role in places and slots >> board.ground.at[v.slot] & 1]
    free = Chains(board)
    leaving = [visit for visit in own if free.movable(visit)]
    found: dict[Moves, Alternative] = {}
    for visit in [*([None] if board.lacking(person) else []), *leaving]:
        if not should_stop():
            for one in _collected(board, person, places, visit, others):
                found.setdefault(one.moves, one)
    for visit in leaving:
        board.remove(visit)
    reasons = counted(board, person, places)
    ranked = sorted(found.values(), key=lambda one: one.rank)
    return Answer(tuple(there), reasons, tuple(ranked[:most]))


def _collected(
    board: Board, person: str, places: dict[str, Slots], leaving: Visit | None, others: int
) -> list[Alternative]:
    """Return the alternatives in which one visit of the person goes, or none."""
    found, before = [], board.score
    chains = Chains(board, budget=BUDGET, width=WIDTH)
    if leaving is not None:
        chains.take(leaving)

    def asked(visit: Visit) -> bool:
        at = board.ground.at[visit.slot]
        return visit.person == person and bool(places.get(visit.role, 0) >> at & 1)

    def note() -> bool:
        moves, score = chains.moves, board.score
        if any(map(asked, moves.come)):
            tiers = {name: score.tiers[name] - value for name, value in before.tiers.items()}
            terms = {name: score.terms[name] - value for name, value in before.terms.items()}
            found.append(Alternative(moves, tiers, terms))
        return False

    chains.place(person, note, places=places, others=others)
    if leaving is not None:
        chains.put(leaving)
    return found
