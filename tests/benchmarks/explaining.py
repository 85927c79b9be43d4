"""How long it takes to say why visits are missing, what would help, and to plan anew.

Run: python -m tests.benchmarks.explaining [SECONDS]

First plans are made, in SECONDS each (30 unless given), not counted. Then, on M, loose and
tight: why for one person, and reasons and cures, each tried, for everybody. On L: one host is away
for a week, and a department closes for one. Beside the clock stands the time of the processor,
which is what a machine that does nothing else would need.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from solver.check.plan import check_plan
from solver.rotation.alternatives import ask
from solver.rotation.explain import explain
from solver.rotation.replan import replan
from solver.rotation.search import solve
from solver.rotation.shortage import shortage
from tests.benchmarks.companies import company

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from solver.rotation.problem import Problem, Visit
    from solver.rotation.solution import Plan

    Answer = TypeVar("Answer")

ONE_PERSON, EVERYBODY, REPLAN = 1.0, 20.0, 10.0
ASKED = 20


def timed(what: str, limit: float, work: Callable[[], Answer]) -> Answer:
    """Do the work and print how long it took."""
    wall, processor = time.perf_counter(), time.process_time()
    answer = work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    kept = "kept" if wall <= limit else "kept by the processor" if processor <= limit else "BROKEN"
    print(f"  {what:44} {wall:6.2f} s  {processor:6.2f} s  (limit {limit:g} s: {kept})")
    return answer


def explaining(kind: str, of: Problem, plan: Plan) -> None:
    """Why visits of M are missing."""
    tier = plan.tier("missing_visits")
    lacking = [one.person for one in plan.missing]
    print(f"M {kind}: {tier.value} visits missing, proven {tier.bound}; {len(lacking)} people")
    fewest = tier.value == tier.bound
    slowest = max(lacking[:ASKED], key=lambda who: seconds_of(of, plan, who, fewest=fewest))
    timed(
        f"why for one person (slowest of {min(ASKED, len(lacking))})",
        ONE_PERSON,
        lambda: explain(of, plan.visits, [slowest], fewest=fewest),
    )
    found = timed(
        "reasons and cures for all", EVERYBODY, lambda: explain(of, plan.visits, fewest=fewest)
    )
    cured = {person for cure in found.cures for person in cure.persons}
    print(f"    {len(found.cures)} cures, each tried; they help {len(cured)} people")
    for cure in found.cures[:3]:
        print(f"    places {cure.places}: {cure.change}")
    wrong = sum(not keeps_its_word(of, plan.visits, cure) for cure in found.cures)
    print(f"    cures that do not keep what they promise: {wrong}")
    forced = timed("which rules force it, by counting", ONE_PERSON, lambda: shortage(of))
    print(f"    at least {forced.missing} missing by {', '.join(forced.rules)}; {forced.without}")
    guest = plan.visits[0].person
    into = next(it.id for it in of.departments if it.id != of.person[guest].department)
    timed(
        "where else one person could be",
        ONE_PERSON,
        lambda: ask(of, plan.visits, guest, department=into),
    )


def seconds_of(of: Problem, plan: Plan, person: str, *, fewest: bool) -> float:
    """Return processor seconds to say why for one person."""
    start = time.process_time()
    explain(of, plan.visits, [person], fewest=fewest)
    return time.process_time() - start


def keeps_its_word(of: Problem, visits: tuple[Visit, ...], cure) -> bool:
    """Tell whether a cure, applied, holds by the judges and places what it promised."""
    after = cure.moves.applied(visits)
    return not check_plan(cure.change.applied(of), after) and (
        len(after) - len(visits) == cure.places
    )


def replanning(of: Problem, plan: Plan) -> None:
    """Plan L anew after something has come between."""
    week = of.weeks[1]
    slots = frozenset(slot.id for slot in of.slots if slot.week == week)
    published = replace(of, published=plan.visits, frozen_before=min(slots))
    load = Counter(visit.host for visit in plan.visits if visit.slot in slots)
    host, visits = max(load.items(), key=lambda entry: (entry[1], entry[0]))
    ill = replace(
        published,
        people=tuple(
            replace(it, unavailable=it.unavailable | slots) if it.id == host else it
            for it in of.people
        ),
    )
    into = Counter(of.role[it.role].department for it in plan.visits if it.slot in slots)
    closed, guests = max(into.items(), key=lambda entry: (entry[1], entry[0]))
    shut = replace(
        published,
        roles=tuple(
            replace(it, closed=it.closed | slots) if it.department == closed else it
            for it in of.roles
        ),
    )
    print(f"L loose: {len(plan.visits)} visits published, the first week past")
    for what, changed in (
        (f"a host with {visits} guests is away for a week", ill),
        (f"a department with {guests} guests closes a week", shut),
    ):
        found = timed(what, REPLAN, lambda of=changed: replan(of, time_limit=REPLAN - 1))
        missing = found.plan.tier("missing_visits")
        proof = "proven fewest" if found.proven else f"at least {found.least}"
        print(
            f"    {found.broken} published visits change, {proof}; missing {missing.value} "
            f"(at least {missing.bound}); {len(found.told)} people to be told"
        )
        assert not check_plan(changed, found.plan.visits)


def main() -> int:
    """Print all figures."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    print(f"{'':46} {'clock':>7}  {'processor':>9}")
    for kind in ("loose", "tight"):
        of = company("M", kind)
        explaining(kind, of, solve(of, time_limit=seconds))
    of = company("L")
    replanning(of, solve(of, time_limit=seconds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
