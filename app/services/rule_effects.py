"""What each rule of a programme forbids by itself, beside the plan as it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from app.db.models import Programme
from app.errors import Interrupted
from app.services.editing import existing
from app.services.problem_building import (
    build_problem,
    is_known,
    newest_plan,
    visit_of,
    visits_of,
)
from solver.check.board import Board
from solver.rotation.problem import Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.db.session import Database
    from solver.check.ground import Slots
    from solver.rotation.problem import Person, Problem, Visit

_NAMES = tuple(field.name.replace("_", "-") for field in fields(Rules))
# Once a plan is complete, it would hide what all the others forbid.
_ASIDE = "target"
_HOSTED = "host-of-role"


@dataclass(frozen=True, slots=True)
class RuleEffects:
    """How many possible visits each rule rules out alone.

    Attributes
    ----------
    possible
        All triples of a participant, a role and an open half-day.
    forbidden
        By rule, as the programme names it: those that every other rule in force allows and this
        one forbids, or would forbid if it were switched on. *target* counts for none of the others.
    """

    possible: int
    forbidden: dict[str, int]


class RuleEffectService:
    """Judges every visit that could be added to the newest plan of a programme."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def effects(
        self,
        programme_id: int,
        *,
        on_progress: Callable[[int, int], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> RuleEffects:
        """Return what each rule forbids alone; seconds for hundreds of people.

        Raises
        ------
        Interrupted
            If ``should_stop`` says so.
        """
        with self._database.read() as session:
            problem = build_problem(session, existing(session, Programme, programme_id))
            plan = newest_plan(session, programme_id)
            visits = [] if plan is None else [visit_of(it) for it in visits_of(session, plan.id)]
        known = [visit for visit in visits if is_known(problem, visit)]
        return rule_effects(problem, known, on_progress=on_progress, should_stop=should_stop)


def rule_effects(
    problem: Problem,
    visits: Iterable[Visit],
    *,
    on_progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> RuleEffects:
    """Count over every participant, role and half-day what each rule forbids alone."""
    in_force = {name for name in _NAMES if getattr(problem.rules, _key(name)).on}
    board = Board(replace(problem, rules=_all_on(problem.rules)), visits)
    guests = [person for person in problem.people if person.target_visits]
    counts: Counter[str] = Counter()
    for done, person in enumerate(guests):
        if should_stop is not None and should_stop():
            raise Interrupted
        if on_progress is not None:
            on_progress(done, len(guests))
        _count_person(board, person, in_force, counts)
    return RuleEffects(
        possible=len(guests) * len(problem.roles) * len(problem.slots),
        forbidden={_key(name): counts[name] for name in _NAMES},
    )


def _count_person(board: Board, person: Person, in_force: set[str], counts: Counter[str]) -> None:
    everything = board.ground.all
    for role in board.problem.roles:
        by_guest = board.ruled_out(person.id, role.id)
        by_host = [board.host_ruled_out(person.id, role.id, host) for host in role.hosts]
        concerned = {_HOSTED, *by_guest}.union(*by_host)
        for rule in concerned:
            others = in_force - {rule, _ASIDE}
            allowed = _free(by_guest, others, everything) & _received(by_host, others, everything)
            with_it = others | {rule}
            kept = _free(by_guest, with_it, everything) & _received(by_host, with_it, everything)
            counts[rule] += (allowed & ~kept).bit_count()


def _free(ruled_out: Mapping[str, Slots], rules: set[str], everything: Slots) -> Slots:
    closed = 0
    for rule, slots in ruled_out.items():
        if rule in rules:
            closed |= slots
    return everything & ~closed


def _received(by_host: list[dict[str, Slots]], rules: set[str], everything: Slots) -> Slots:
    if _HOSTED not in rules:
        # Then a visit needs no host at all.
        return everything
    found = 0
    for ruled_out in by_host:
        found |= _free(ruled_out, rules, everything)
    return found


def _all_on(rules: Rules) -> Rules:
    return Rules(
        **{field.name: replace(getattr(rules, field.name), on=True) for field in fields(rules)}
    )


def _key(name: str) -> str:
    return name.replace("-", "_")
