"""A plan on the table: kept in memory while it is changed by hand, so that answers come at once."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Literal

from app.services.problem_building import is_known, key_of, person_id, role_id
from solver.check.board import Board
from solver.check.plan import JUDGES, check_plan
from solver.rotation.problem import Visit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from app.services.findings import Finding, Namer
    from solver.check.breach import Breach
    from solver.check.ground import Slots
    from solver.check.terms import Score
    from solver.rotation.problem import Problem, Role

_ORDER = {rule: at for at, rule in enumerate(JUDGES)}
# A comparison with what is published is no reason to call a place dear.
_COMPARED = ("missing_visits", "worst_missing", "pair_shortfall", "comfort")


@dataclass(frozen=True, slots=True)
class Carried:
    """A visit on its way: whose it is, and which stored one; None for one that is missing yet."""

    employee_id: int
    visit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """Where somebody is to be guest."""

    employee_id: int
    role_id: int
    date: dt.date
    half: str
    host_id: int | None

    @property
    def visit(self) -> Visit:
        """The same for the solver's problem."""
        host = None if self.host_id is None else person_id(self.host_id)
        return Visit(
            person_id(self.employee_id),
            role_id(self.role_id),
            f"{self.date.isoformat()}{self.half}",
            host,
        )


@dataclass(frozen=True, slots=True)
class Target:
    """What a visit would do in a role and a half-day.

    Attributes
    ----------
    rule
        The first rule that it would break there.
    term
        Where nothing breaks: the tier or term that loses most, None if nothing is lost.
    cost
        Comfort lost against where the visit is, or against the best place there is for a missing
        one; negative where comfort is won.
    host_id
        Who would receive it: the same host if free, else the one who has received least.
    """

    role_id: int
    date: dt.date
    half: str
    kind: Literal["fits", "costs", "breaks"]
    rule: str | None
    term: str | None
    cost: int
    host_id: int | None


@dataclass(frozen=True, slots=True)
class Story:
    """All about a visit in a place: rules broken, and the price in each term of the comfort."""

    findings: tuple[Finding, ...]
    costs: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Free:
    """A place where nothing breaks, not yet compared."""

    at: int
    host: str | None
    score: Score


class PlanTable:
    """Visits of one plan, judged while they come and go.

    Several workers may ask at the same time; each gets an answer of its own.

    Parameters
    ----------
    stored
        The visits of the plan by primary key.

    Attributes
    ----------
    turn
        Held by whoever reads visits and has the table follow them.
    """

    def __init__(
        self, plan_id: int, problem: Problem, namer: Namer, stored: Mapping[int, Visit]
    ) -> None:
        self.plan_id = plan_id
        self.problem = problem
        self._namer = namer
        self.turn = Lock()
        self._lock = Lock()
        self._stored = dict(stored)
        self._board = Board(problem, (it for it in stored.values() if is_known(problem, it)))

    def follow(self, stored: Mapping[int, Visit], among: Collection[int] | None = None) -> None:
        """Take over what the visits ``among`` these keys have become; of all by default."""
        with self._lock:
            for key in self._stored.keys() | stored.keys() if among is None else among:
                before, after = self._stored.get(key), stored.get(key)
                if before == after:
                    continue
                if before is not None and is_known(self.problem, before):
                    self._board.remove(before)
                if after is not None and is_known(self.problem, after):
                    self._board.add(after)
                if after is None:
                    del self._stored[key]
                else:
                    self._stored[key] = after

    def changed(self) -> frozenset[int]:
        """Return the visits that are not as published; none if nothing is."""
        promised = set(self.problem.published)
        if not promised:
            return frozenset()
        with self._lock:
            return frozenset(key for key, visit in self._stored.items() if visit not in promised)

    def troubles(self) -> dict[int, tuple[Finding, ...]]:
        """Return, by visit, what it takes part in breaking."""
        with self._lock:
            stored = dict(self._stored)
        keys: dict[Visit, list[int]] = {}
        for key, visit in stored.items():
            keys.setdefault(visit, []).append(key)
        found: dict[int, list[Finding]] = {}
        for breach in check_plan(self.problem, stored.values()):
            finding = self._namer.breach(breach, keys)
            for key in finding.visit_ids:
                found.setdefault(key, []).append(finding)
        return {key: tuple(findings) for key, findings in found.items()}

    def targets(self, carried: Carried, role_ids: Iterable[int] | None = None) -> list[Target]:
        """Return what a visit would do in each open half-day of these roles, of all by default.

        Its present place is left out. A person or role that has gone has no targets.
        """
        problem, guest = self.problem, person_id(carried.employee_id)
        wanted = problem.roles
        if role_ids is not None:
            ids = [role_id(key) for key in role_ids]
            wanted = tuple(problem.role[key] for key in ids if key in problem.role)
        if guest not in problem.person:
            return []
        with self._lock, _Lifted(self._board, self._lifted(carried)) as lifted:
            best = None if lifted is None else self._board.cost_of(lifted)
            found = [(role, *self._judge(guest, role, lifted)) for role in wanted]
        if best is None:
            scores = (free.score for _role, frees, _broken in found for free in frees)
            best = min(scores, key=_key, default=None)
        return [
            target
            for role, frees, broken in found
            for target in (*self._compared(role, frees, best), *broken)
            if lifted is None
            or (target.role_id, target.date, target.half) != self._place_of(lifted)
        ]

    def best_places(
        self, carried: Carried, count: int = 3, since: dt.date | None = None
    ) -> list[Target]:
        """Return the cheapest places where nothing breaks; of equal ones the earlier first.

        With ``since`` only from that day on: nobody goes anywhere in the past.
        """
        able = [
            it
            for it in self.targets(carried)
            if it.kind != "breaks" and (since is None or it.date >= since)
        ]
        able.sort(key=lambda it: (it.kind == "costs", it.cost, it.date, it.half, it.role_id))
        return able[:count]

    def story(
        self, carried: Carried, into_role: int, date: dt.date, half: str, host_id: int | None
    ) -> Story:
        """Return all that a visit would break and cost in a place."""
        visit = Placing(carried.employee_id, into_role, date, half, host_id).visit
        if not is_known(self.problem, visit):
            return Story((), ())
        with self._lock, _Lifted(self._board, self._lifted(carried)):
            breaches = self._board.breaches_of(visit)
            terms = self._board.cost_of(visit).terms
        weights = self.problem.weights
        costs = ((name, getattr(weights, name) * value) for name, value in terms.items())
        return Story(
            tuple(self._namer.breach(breach) for breach in breaches),
            tuple(sorted(((n, c) for n, c in costs if c), key=lambda it: -it[1])),
        )

    def broken_by(self, placings: Iterable[Placing], gone: Collection[int]) -> tuple[Finding, ...]:
        """Return what visits would take part in breaking once those with the keys ``gone`` are not.

        Nothing is said of a person, role or half-day that the problem does not know.
        """
        placed = [it.visit for it in placings if is_known(self.problem, it.visit)]
        with self._lock, ExitStack() as stack:
            for key in gone:
                stack.enter_context(_Lifted(self._board, self._known(key)))
            breaches: dict[str, Breach] = {}
            for visit in placed:
                with ExitStack() as others:
                    for other in placed:
                        if other is not visit:
                            others.enter_context(_Placed(self._board, other))
                    breaches |= {str(it): it for it in self._board.breaches_of(visit)}
        return tuple(self._namer.breach(it) for it in breaches.values())

    def hosts_exchanged(self, first_id: int, second_id: int) -> tuple[int | None, int | None]:
        """Return who receives two visits of one person once they have changed half-days."""
        with self._lock:
            first, second = self._stored[first_id], self._stored[second_id]
            if not (is_known(self.problem, first) and is_known(self.problem, second)):
                return _host_key(first.host), _host_key(second.host)
            with _Lifted(self._board, first), _Lifted(self._board, second):
                hosts = [
                    self._board.host_for(mine.person, mine.role, other.slot) or mine.host
                    for mine, other in ((first, second), (second, first))
                ]
        return _host_key(hosts[0]), _host_key(hosts[1])

    # Internal

    def _lifted(self, carried: Carried) -> Visit | None:
        return None if carried.visit_id is None else self._known(carried.visit_id)

    def _known(self, key: int) -> Visit | None:
        visit = self._stored.get(key)
        return visit if visit is not None and is_known(self.problem, visit) else None

    def _place_of(self, visit: Visit) -> tuple[int, dt.date, str]:
        slot = self.problem.slot[visit.slot]
        return key_of(visit.role), slot.date, slot.half

    def _judge(
        self, guest: str, role: Role, lifted: Visit | None
    ) -> tuple[list[_Free], list[Target]]:
        """Return where a role is free, and what breaks elsewhere; half-days as sets of bits."""
        board, everything = self._board, self._board.ground.all
        ruled_out = board.ruled_out(guest, role.id)
        closed = _union(ruled_out.values())
        hosts = self.problem.receivers(role.id)
        out_by_host = {host: board.host_ruled_out(guest, role.id, host) for host in hosts}
        receives = {host: everything & ~_union(out.values()) for host, out in out_by_host.items()}
        # Who has received least comes first, but the host that the visit has before all.
        ranked = sorted(receives, key=lambda host: len(board.by_host.get(host, ())))
        if lifted is not None and lifted.host in receives:
            ranked.remove(lifted.host)
            ranked.insert(0, lifted.host)
        rules = sorted(ruled_out, key=_ORDER.__getitem__)
        frees, broken = [], []
        for at, slot in enumerate(self.problem.slots):
            bit = 1 << at
            able = [host for host in ranked if receives[host] & bit]
            if able and not closed & bit:
                score = board.cost_of(Visit(guest, role.id, slot.id, able[0]))
                frees.append(_Free(at, able[0], score))
                continue
            host = able[0] if able else ranked[0] if ranked else None
            rule = next((it for it in rules if ruled_out[it] & bit), None)
            if rule is None:
                rule = next(_forbids(out_by_host[host], bit)) if host else "host-of-role"
            broken.append(
                Target(
                    key_of(role.id), slot.date, slot.half, "breaks", rule, None, 0, _host_key(host)
                )
            )
        return frees, broken

    def _compared(self, role: Role, frees: Iterable[_Free], best: Score | None) -> Iterator[Target]:
        weights = self.problem.weights
        for free in frees:
            assert best is not None, "where there is a free place there is a best one"
            dearer = _key(free.score) > _key(best)
            term = None
            if dearer:
                losses = {
                    name: getattr(weights, name) * (value - best.terms[name])
                    for name, value in free.score.terms.items()
                }
                term = max(losses, key=lambda name: losses[name])
                if free.score.tiers["pair_shortfall"] > best.tiers["pair_shortfall"]:
                    term = "pair_shortfall"
            slot = self.problem.slots[free.at]
            yield Target(
                key_of(role.id),
                slot.date,
                slot.half,
                "costs" if dearer else "fits",
                None,
                term,
                free.score.tiers["comfort"] - best.tiers["comfort"],
                _host_key(free.host),
            )


class _Lifted:
    """Takes a visit off the board for a while."""

    def __init__(self, board: Board, visit: Visit | None) -> None:
        self._board = board
        self._visit = visit

    def __enter__(self) -> Visit | None:
        if self._visit is not None:
            self._board.remove(self._visit)
        return self._visit

    def __exit__(self, *_error: object) -> None:
        if self._visit is not None:
            self._board.add(self._visit)


class _Placed:
    """Puts a visit on the board for a while."""

    def __init__(self, board: Board, visit: Visit) -> None:
        self._board = board
        self._visit = visit

    def __enter__(self) -> None:
        self._board.add(self._visit)

    def __exit__(self, *_error: object) -> None:
        self._board.remove(self._visit)


def _forbids(ruled_out: Mapping[str, Slots], bit: Slots) -> Iterator[str]:
    return (rule for rule in sorted(ruled_out, key=_ORDER.__getitem__) if ruled_out[rule] & bit)


def _key(score: Score) -> tuple[int, ...]:
    return tuple(score.tiers[name] for name in _COMPARED)


def _union(sets: Iterable[Slots]) -> Slots:
    found = 0
    for slots in sets:
        found |= slots
    return found


def _host_key(host: str | None) -> int | None:
    return None if host is None else key_of(host)
