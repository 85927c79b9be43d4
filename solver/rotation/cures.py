"""What would help: changes of the problem that place missing visits, each tried before it is told.

A place that one rule alone rules out, or two of which moving visits lifts one, votes for the
changes that lift the rule. Changes are tried by votes: the plan is put on a board of the changed
problem, whoever voted gets a visit, and the judges must find no breach that was not there before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from solver.check.board import Board
from solver.check.plan import check_plan
from solver.rotation.chains import Chains, Moves
from solver.rotation.changes import (
    AnotherHost,
    Change,
    FreeHalfDay,
    MoreGuests,
    MoreReception,
    MoreSeats,
    OpenHalfDay,
    Rearrange,
    RelaxRule,
    one_more_away,
)
from solver.rotation.problem_file import visit_document
from solver.rotation.reasons import against, overlap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from solver.check.ground import Slots
    from solver.rotation.problem import Problem, Role, Visit

HOST = "host"
"""Stands for all rules of hosts, where no host of the role may receive."""
MOVES = 2
"""Other visits that a cure moves at most."""
BUDGET = 1_500
"""Visits taken off by way of trial for one person, without any change and with one."""
PEOPLE = 300
"""People for whom cures are looked for at most, those who lack most first."""
IN_VAIN = 4
"""Once a change did not help so many people, others are only offered places that are free."""
MADE_BY_OTHERS = ("role-capacity", "department-capacity", "home-cover", "apart", HOST)
"""What moving the visits of others can lift."""
MADE_BY_OWN = ("spacing", "ladder", "one-place", "once-per-role", "once-per-department")
"""What moving the own visits can lift; looked into for those whom nothing else helps."""
CHOICES = 2
"""Colleagues proposed as one more host of a department."""


@dataclass(frozen=True, slots=True)
class Cure:
    """A change that was found to place missing visits, with the moves that do it.

    Attributes
    ----------
    persons
        Who gets a visit, once for each visit placed.
    moves
        The plan repaired: what goes, what comes.
    """

    change: Change
    persons: tuple[str, ...]
    moves: Moves

    @property
    def places(self) -> int:
        """How many missing visits it places."""
        return len(self.persons)

    @property
    def slots(self) -> tuple[str, ...]:
        """Slots of the visits it places."""
        guests = set(self.persons)
        return tuple(sorted({visit.slot for visit in self.moves.come if visit.person in guests}))

    def document(self) -> dict[str, Any]:
        """Return the cure as the plan file has it."""
        return {
            **self.change.document(),
            "slots": list(self.slots),
            "places": self.places,
            "persons": list(self.persons),
            "gone": [visit_document(visit) for visit in self.moves.gone],
            "come": [visit_document(visit) for visit in self.moves.come],
        }


@dataclass(slots=True)
class Votes:
    """Who could be helped by which change, and in how many places."""

    by_change: dict[Change, Counter[str]] = field(default_factory=dict)

    def add(self, change: Change | None, person: str, weight: int) -> None:
        """Count a vote."""
        if change is not None:
            self.by_change.setdefault(change, Counter())[person] += weight

    def ranked(self) -> list[Change]:
        """Return the changes: who helps most people first, then the easiest."""

        def rank(change: Change) -> tuple[int, int, int, str]:
            votes = self.by_change[change]
            return -len(votes), change.effort, -sum(votes.values()), repr(change)

        return sorted(self.by_change, key=rank)


def cures_for(
    board: Board,
    persons: Sequence[str],
    *,
    rearrange: bool = True,
    tries: int = 400,
    enough: int = 3,
    should_stop: Callable[[], bool] = lambda: False,
) -> tuple[Cure, ...]:
    """Return cures for people who lack visits, who helps most first; each was tried.

    Parameters
    ----------
    board
        The plan; as before when this returns.
    persons
        Who lacks visits.
    rearrange
        Whether moves without any change are looked for; vain if the missing are proven fewest.
    tries
        How many changes are tried at most.
    enough
        No change is tried for somebody who has cures of so many kinds.
    should_stop
        Asked between the trials; what was found so far is returned.
    """
    cures: list[Cure] = []
    waiting = []
    for person in persons[:PEOPLE]:
        if should_stop():
            return tuple(cures)
        moved = _moved(board, person) if rearrange else None
        cures += [moved] if moved else []
        waiting += [] if moved else [person]
    trial = _Trial(board, tries, should_stop)
    cures += trial.changes(votes_of(board, waiting), enough)
    cured = {person for cure in cures for person in cure.persons}
    left = [person for person in waiting if person not in cured]
    if left and not should_stop():
        cures += trial.changes(votes_of(board, left, own_too=True), 1)
    return tuple(sorted(cures, key=lambda it: (-it.places, it.change.effort, repr(it.change))))


def _moved(board: Board, person: str) -> Cure | None:
    """Return moves that place a visit without any change."""
    chains = Chains(board, budget=BUDGET)
    if not chains.place(person, others=MOVES):
        return None
    moves = chains.moves
    for visit in moves.come:
        board.remove(visit)
    for visit in moves.gone:
        board.add(visit)
    before = board.visits
    if _worse(board.problem, before, moves.applied(before)):
        return None
    return Cure(Rearrange(), (person,), moves)


class _Trial:
    """Tries changes on one plan, no more than ``tries``."""

    def __init__(self, board: Board, tries: int, should_stop: Callable[[], bool]) -> None:
        self._problem = board.problem
        self._visits = board.visits
        self._tries = tries
        self._should_stop = should_stop
        self._tried: set[Change] = set()

    def changes(self, votes: Votes, enough: int) -> list[Cure]:
        """Try what was voted for, until everybody who voted has cures of ``enough`` kinds."""
        cures: list[Cure] = []
        had: defaultdict[str, set[str]] = defaultdict(set)
        for change in votes.ranked():
            among, kind = votes.by_change[change], change.kind
            people = [it for it in among if len(had[it]) < enough and kind not in had[it]]
            if not people or change in self._tried:
                continue
            if self._should_stop() or len(self._tried) >= self._tries:
                break
            self._tried.add(change)
            people.sort(key=lambda it: (len(had[it]), -among[it], it))
            if (cure := self._of(change, people)) is not None:
                cures.append(cure)
                for person in cure.persons:
                    had[person].add(kind)
        return cures

    def _of(self, change: Change, persons: Iterable[str]) -> Cure | None:
        """Return the cure that a change is for these people; None if it places nobody."""
        changed = change.applied(self._problem)
        board = Board(changed, self._visits)
        chains = Chains(board)
        placed: list[str] = []
        in_vain = 0
        for person in persons:
            while board.lacking(person):
                chains.budget = BUDGET // 15
                others = MOVES - 1 if in_vain < IN_VAIN and person not in placed else 0
                if not chains.place(person, others=others):
                    in_vain += 1
                    break
                placed.append(person)
        moves = chains.moves
        if not placed or _worse(changed, self._visits, moves.applied(self._visits)):
            return None
        return Cure(_narrowed(change, moves), tuple(sorted(placed)), moves)


def _narrowed(change: Change, moves: Moves) -> Change:
    """Leave a new host only the roles that are used."""
    if not isinstance(change, AnotherHost):
        return change
    used = {visit.role for visit in moves.come if visit.host == change.host}
    roles = tuple(role for role in change.roles if role in used)
    return AnotherHost(change.department, change.host, roles)


def _worse(problem: Problem, before: tuple[Visit, ...], after: tuple[Visit, ...]) -> bool:
    """Tell whether ``after`` breaks anything that ``before`` did not break."""
    found = check_plan(problem, after)
    return bool(found) and bool(set(map(str, found)) - set(map(str, check_plan(problem, before))))


# Which change lifts which rule


def votes_of(board: Board, persons: Iterable[str], *, own_too: bool = False) -> Votes:
    """Collect what could help people, by the places that one or two rules rule out.

    Of two rules, moving visits of others must be able to lift the second, or with ``own_too``
    the person's own visits as well.
    """
    votes = Votes()
    movable = MADE_BY_OTHERS + (MADE_BY_OWN if own_too else ())
    steps = _Steps(board)
    for person in persons:
        for role in board.problem.roles:
            found = against(board, person, role.id)
            keys = dict(found.guest)
            if found.hosts:
                keys[HOST] = overlap(found.hosts.values())[0]
            for key, slots in keys.items():
                others = [(name, there) for name, there in keys.items() if name != key]
                taken, twice = overlap(there for _, there in others)
                lasting = overlap(there for name, there in others if name not in movable)[0]
                for weight, alone in ((3, slots & ~taken), (1, slots & taken & ~twice & ~lasting)):
                    for slot in board.ground.ids(alone):
                        for change in steps.lifting(key, person, role, slot):
                            votes.add(change, person, weight)
    return votes


class _Steps:
    """The smallest changes that lift a rule from a place."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._problem = board.problem
        self._away = {
            it.id: one_more_away(board.problem, it.id) for it in board.problem.departments
        }
        self._spare: dict[str, list[str]] = {}

    def lifting(self, key: str, person: str, role: Role, slot: str) -> Iterator[Change | None]:
        """Yield the changes that may lift what ``key`` has against a place."""
        rules, board = self._problem.rules, self._board
        bit = 1 << board.ground.at[slot]
        if key == "available":
            away, closed = board.ground.away[person] & bit, board.ground.closed[role.id] & bit
            if away and not closed:
                yield FreeHalfDay(person, slot)
            elif closed and not away:
                yield OpenHalfDay(role.id, slot)
        elif key == "role-capacity" and role.capacity is not None:
            yield MoreSeats(role.id, role.capacity + 1)
        elif key == "department-capacity":
            limit = self._problem.department[role.department].reception_capacity
            yield MoreReception(role.department, (limit or 0) + 1)
        elif key == "home-cover":
            yield self._away[self._problem.person[person].department]
        elif key == "spacing":
            yield from self._closer()
        elif key == "ladder":
            parameter = "strict" if rules.ladder.strict else "on"
            yield RelaxRule("ladder", parameter, value=False)
        elif key == "level-window":
            yield self._wider(person, role)
        elif key in ("once-per-role", "once-per-department"):
            yield RelaxRule(key, "on", value=False)
        elif key == HOST:
            yield from self._received(person, role, slot)

    def _closer(self) -> Iterator[Change]:
        rule = self._problem.rules.spacing
        if rule.visits_per_week is not None:
            yield RelaxRule("spacing", "visits_per_week", rule.visits_per_week + 1)
        if rule.gap_half_days:
            yield RelaxRule("spacing", "gap_half_days", rule.gap_half_days - 1)

    def _wider(self, person: str, role: Role) -> Change | None:
        window, own = self._problem.rules.level_window, self._problem.person[person].level
        if own is None:
            return None
        if window.below is not None and own - role.level == window.below + 1:
            return RelaxRule("level-window", "below", window.below + 1)
        if window.above is not None and role.level - own == window.above + 1:
            return RelaxRule("level-window", "above", window.above + 1)
        return None

    def _received(self, person: str, role: Role, slot: str) -> Iterator[Change | None]:
        """Yield what would let somebody receive the guest."""
        board, rules = self._board, self._problem.rules
        bit = 1 << board.ground.at[slot]
        for host in self._problem.receivers(role.id):
            found = [
                rule
                for rule, slots in board.host_ruled_out(person, role.id, host).items()
                if slots & bit
            ]
            if found == ["available"]:
                yield FreeHalfDay(host, slot)
            elif found == ["host-load"] and rules.host_load.per_week is not None:
                yield RelaxRule("host-load", "per_week", rules.host_load.per_week + 1)
            elif found == ["role-capacity"]:
                limit = self._problem.host_limit.get(host)
                yield None if limit is None else MoreGuests(host, limit + 1)
        if not rules.host_of_role.on:
            return
        colleagues = self._colleagues(role.department)
        fitting = [it for it in colleagues if it != person and self._may_host(it, role, bit)]
        for host in fitting[:CHOICES]:
            yield AnotherHost(role.department, host, self._roles(role.department))

    def _may_host(self, host: str, role: Role, bit: Slots) -> bool:
        found = self._board.host_ruled_out("", role.id, host)
        return host not in role.hosts and not any(
            slots & bit for rule, slots in found.items() if rule != "host-of-role"
        )

    def _roles(self, department: str) -> tuple[str, ...]:
        return tuple(it.id for it in self._problem.roles if it.department == department)

    def _colleagues(self, department: str) -> list[str]:
        """Return people of a department, those with the most half-days to receive in first.

        Few are looked at, so that the votes of many places come together on the same colleague.
        """
        if department not in self._spare:
            ground, board = self._board.ground, self._board
            hosts = self._problem.host_limit

            def room(person: str) -> int:
                busy = ground.of(visit.slot for visit in board.by_person.get(person, ()))
                return (ground.all & ~ground.away[person] & ~busy).bit_count()

            staff = [it.id for it in self._problem.people if it.department == department]
            order = {it: k for k, it in enumerate(staff)}
            staff.sort(key=lambda it: (it in hosts, -room(it), order[it]))
            self._spare[department] = staff[: 4 * CHOICES]
        return self._spare[department]


def grouped(cures: Iterable[Cure]) -> dict[str, list[Cure]]:
    """Return the cures of each person, the easiest first."""
    found: defaultdict[str, list[Cure]] = defaultdict(list)
    for cure in cures:
        for person in dict.fromkeys(cure.persons):
            found[person].append(cure)
    for mine in found.values():
        mine.sort(key=lambda it: (it.change.effort, -it.places, repr(it.change)))
    return dict(found)
