"""The cheapest visits of each person at given prices, whatever the others do.

A chain runs through stages, as many in a week as the person may visit then. The ladder, steps at
equal level, and roles and departments repeated in successive visits are charged exactly;
repetitions further apart are free, so that no true cost is below the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.kernels.jit import entry, kernel

if TYPE_CHECKING:
    from solver.rotation.kernels.jit import Bytes3, Cube, Floats, Floats2, Floats3, Ints, Rows

NEVER = 1e15
FIRST = -1  # the role before the first visit
NOT_HERE = -2
LEVELS = 6


@kernel
def keep_two(best: Floats2, role: Rows, row: int, value: float, r: int, kind: Ints) -> None:
    """Keep in a row the two best values whose roles are of different kinds."""
    first = role[row, 0]
    same = best[row, 0] < NEVER and kind[first] == kind[r]
    if value < best[row, 0]:
        if not same:
            best[row, 1] = best[row, 0]
            role[row, 1] = first
        best[row, 0] = value
        role[row, 0] = r
    elif value < best[row, 1] and not same:
        best[row, 1] = value
        role[row, 1] = r


@kernel
def rank_ends(value: Floats, shape: Rows, tables: Floats3, roles: Cube, ladder: int) -> None:
    """Rank the ends of chains by level, and by department and level.

    ``shape`` holds department, level and own number of each role. Table 0 and 1: by level the two
    best of different departments, of that level and of lower ones. 2 and 3: the same by
    department × level, of different roles. Without ladder all levels count as lower ones.
    """
    department, level, own = shape[0], shape[1], shape[2]
    departments = tables.shape[1] // LEVELS
    for k in range(4):
        for row in range(LEVELS if k < 2 else departments * LEVELS):
            tables[k, row, 0] = NEVER
            tables[k, row, 1] = NEVER
    for r in range(len(value)):
        if value[r] < NEVER:
            keep_two(tables[0], roles[0], level[r], value[r], r, department)
            keep_two(tables[2], roles[2], department[r] * LEVELS + level[r], value[r], r, own)
    for m in range(LEVELS):
        for lower in range(LEVELS if ladder == 0 else m):
            for i in range(2):
                if tables[0, lower, i] < NEVER:
                    keep_two(
                        tables[1], roles[1], m, tables[0, lower, i], roles[0, lower, i], department
                    )
                for d in range(departments):
                    cell = d * LEVELS + lower
                    if tables[2, cell, i] < NEVER:
                        keep_two(
                            tables[3],
                            roles[3],
                            d * LEVELS + m,
                            tables[2, cell, i],
                            roles[2, cell, i],
                            own,
                        )


@kernel
def best_before(
    r: int, shape: Rows, tables: Floats3, roles: Cube, rules: Ints, charge: Floats
) -> float:
    """Return the best chain that a role may follow with the charge for following it.

    ``rules``: ladder, once per role, once per department. The last role of the chain goes to
    ``roles[4, 0, 0]``.
    """
    d, m = shape[0, r], shape[1, r]
    best, before = NEVER, FIRST
    for k in range(2):  # of equal level, of lower level
        if k == 0 and rules[0] != 1:
            continue
        flat = charge[1] if k == 0 else 0.0
        i = 0
        if tables[k, m, 0] < NEVER and shape[0, roles[k, m, 0]] == d:
            i = 1
        if tables[k, m, i] + flat < best:
            best = tables[k, m, i] + flat
            before = roles[k, m, i]
        if rules[2] == 0:
            cell = d * LEVELS + m
            i = 0
            if rules[1] != 0 and tables[k + 2, cell, 0] < NEVER and roles[k + 2, cell, 0] == r:
                i = 1
            if tables[k + 2, cell, i] + flat + charge[0] < best:
                best = tables[k + 2, cell, i] + flat + charge[0]
                before = roles[k + 2, cell, i]
    roles[4, 0, 0] = before
    return best


@entry
def price_people(
    people: Rows,
    limits: Rows,
    cost: Floats2,
    reach: Bytes3,
    shape: Rows,
    rules: Ints,
    charge: Floats,
    seat_price: Floats2,
    home_price: Floats2,
    used: Rows,
    sent: Rows,
) -> float:
    """Return the sum of the cheapest chains and add what they use to ``used`` and ``sent``.

    Parameters
    ----------
    people
        Row 0 the department, 1 the target, 2 the most visits, 3 those done before.
    limits
        Stages by person and week.
    cost, reach
        Static cost by person and role; whether they can meet, by week, person and role.
    rules
        Ladder, once per role, once per department, most missing visits of one person.
    charge
        Price of a repeated department, of a step at equal level, of a missing visit.
    seat_price, home_price
        By week and role; by department of the guest and department visited.
    used, sent
        Visits by week and role; by department and department. The last row of ``used`` counts in
        its first column the missing visits.
    """
    weeks, roles = seat_price.shape
    departments = len(home_price)
    stages = 0
    longest = 0
    for p in range(people.shape[1]):
        count = 0
        for w in range(weeks):
            count += limits[w, p]
        stages = max(stages, count)
        longest = max(longest, min(people[2, p], count))
    value = np.empty((longest + 1, roles))
    parent = np.empty((stages + 1, longest + 1, roles), np.int32)
    week_of = np.zeros(stages + 1, np.int32)
    tables = np.empty((4, departments * LEVELS, 2))
    table_roles = np.zeros((5, departments * LEVELS, 2), np.int32)
    total_value = 0.0
    for p in range(people.shape[1]):
        home, target = people[0, p], people[1, p]
        reachable = 0
        for w in range(weeks):
            reachable += limits[w, p]
        most = min(people[2, p], reachable)
        value[: most + 1] = NEVER
        stage = 0
        reached = 0
        for w in range(weeks):
            for _ in range(limits[w, p]):
                week_of[stage] = w
                parent[stage, : most + 1] = NOT_HERE
                for visits in range(min(reached, most - 1), -1, -1):
                    if visits > 0:
                        rank_ends(value[visits], shape, tables, table_roles, rules[0])
                    for r in range(roles):
                        if reach[w, p, r] == 0:
                            continue
                        before = FIRST
                        total = cost[p, r] + seat_price[w, r] + home_price[home, shape[0, r]]
                        if visits > 0:
                            total += best_before(r, shape, tables, table_roles, rules, charge)
                            before = table_roles[4, 0, 0]
                        if total < value[visits + 1, r]:
                            value[visits + 1, r] = total
                            parent[stage, visits + 1, r] = before
                reached += 1
                stage += 1
        best, end, length = NEVER, FIRST, 0
        for strict in range(2):
            for visits in range(most + 1):
                lack = max(target - visits, 0)
                if strict == 0 and lack > rules[3]:
                    continue
                if visits == 0:
                    if lack * charge[2] < best:
                        best = lack * charge[2]
                        end = FIRST
                        length = 0
                    continue
                for r in range(roles):
                    if value[visits, r] + lack * charge[2] < best:
                        best = value[visits, r] + lack * charge[2]
                        end = r
                        length = visits
            if best < NEVER:
                break
        total_value += best
        used[weeks, 0] += max(target - length, 0)
        while length > 0:
            stage -= 1
            while parent[stage, length, end] == NOT_HERE:
                stage -= 1
            used[week_of[stage], end] += 1
            sent[home, shape[0, end]] += 1
            end = parent[stage, length, end]
            length -= 1
    return total_value
