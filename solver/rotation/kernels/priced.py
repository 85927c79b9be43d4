"""The cheapest visits of each person at given prices, whatever the others do.

A chain runs through stages, as many in a week as the person may visit then. A table of the best
chains by length and last role charges the ladder, steps at equal level, and roles and departments
repeated in successive visits; repetitions further apart it does not see. Where the best chain holds
such a repetition, a search from its end, pruned by the table, finds the best chain that pays for
them all. Should that search grow too long, the price of the table is kept, which no chain is below.
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
EXACT = 1e-9
GAVE_UP = -1e15


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
        for m in range(LEVELS):
            row = d * LEVELS + m
            if ladder != 0:
                # What is below this level is what was below the last one, and the last one.
                if m == 0:
                    continue
                for k in range(2, 4):
                    for i in range(2):
                        if tables[k, row - 1, i] < NEVER:
                            keep_two(
                                tables[3],
                                roles[3],
                                row,
                                tables[k, row - 1, i],
                                roles[k, row - 1, i],
                                own,
                            )
                continue
            for lower in range(LEVELS):
                cell = d * LEVELS + lower
                for i in range(2):
                    if tables[2, cell, i] < NEVER:
                        keep_two(
                            tables[3], roles[3], row, tables[2, cell, i], roles[2, cell, i], own
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


@kernel
def surcharge(visits: Ints, first: int, r: int, shape: Rows, rules: Ints, charge: Floats) -> float:
    """Return what a role costs before the visits from place ``first`` on, beside its own price."""
    roles = shape.shape[1]
    following = visits[first] % roles
    m, after = shape[1, r], shape[1, following]
    if rules[0] != 0 and (m > after or (m == after and rules[0] == 2)):
        return NEVER
    again = 0.0
    for place in range(first, len(visits)):
        other = visits[place] % roles
        if other == r and rules[1] != 0:
            return NEVER
        if shape[0, other] == shape[0, r]:
            if rules[2] != 0:
                return NEVER
            again = charge[0]
    return again + (charge[1] if rules[0] == 1 and m == after else 0.0)


@kernel
def unseen(visits: Ints, shape: Rows, rules: Ints, charge: Floats) -> float:
    """Return what the table does not see of a chain, ``NEVER`` if it may not be at all."""
    roles = shape.shape[1]
    price = 0.0
    for place in range(len(visits) - 2):
        r = visits[place] % roles
        again = False
        for later in range(place + 2, len(visits)):
            other = visits[later] % roles
            if other == r and rules[1] != 0:
                return NEVER
            again |= shape[0, other] == shape[0, r]
        if again and shape[0, visits[place + 1] % roles] != shape[0, r]:
            if rules[2] != 0:
                return NEVER
            price += charge[0]
    return price


@kernel
def search_back(
    table: Floats3,
    base: Floats2,
    week_of: Ints,
    limit: float,
    shape: Rows,
    rules: Ints,
    charge: Floats,
    visits: Ints,
    work: Rows,
    after: Floats,
) -> float:
    """Find the best chain as long as ``visits`` below ``limit``; return its price, else ``limit``.

    ``GAVE_UP`` is returned when the search has looked at too many.

    Parameters
    ----------
    table
        By stage, length and role the best chain that ends there, less what the table cannot see.
    base
        By week and role the price of one visit.
    visits
        Takes the chain.
    work, after
        Room: the place in the loop at each depth and the chain so far; what follows each depth.
    """
    roles, length = shape.shape[1], len(visits)
    place, best, looked = length - 1, limit, 0
    work[0, place] = len(table) * roles
    after[length] = 0.0
    while place < length:
        work[0, place] -= 1
        at = work[0, place]
        if at < 0:
            place += 1
            continue
        looked += 1
        if looked > rules[4]:
            return GAVE_UP
        stage, r = at // roles, at % roles
        total = table[stage, place + 1, r] + after[place + 1]
        if total >= best - EXACT:
            continue
        extra = 0.0
        if place + 1 < length:
            extra = surcharge(work[1, :length], place + 1, r, shape, rules, charge)
            if total + extra >= best - EXACT:
                continue
        work[1, place] = week_of[stage] * roles + r
        if place == 0:
            best = total + extra
            visits[:] = work[1, :length]
            continue
        after[place] = after[place + 1] + extra + base[week_of[stage], r]
        work[0, place - 1] = stage * roles
        place -= 1
    return best


@kernel
def fill_table(
    p: int,
    people: Rows,
    limits: Rows,
    reach: Bytes3,
    base: Floats2,
    shape: Rows,
    rules: Ints,
    charge: Floats,
    most: int,
    value: Floats2,
    table: Floats3,
    parent: Cube,
    week_of: Ints,
    tables: Floats3,
    table_roles: Cube,
) -> int:
    """Fill the table of one person and return the number of stages."""
    weeks, roles = base.shape
    value[: most + 1] = NEVER
    stage = 0
    for w in range(weeks):
        for _ in range(limits[w, p]):
            week_of[stage] = w
            parent[stage, : most + 1] = NOT_HERE
            table[stage, : most + 1] = NEVER
            for visits in range(min(stage, most - 1), -1, -1):
                if visits > 0:
                    rank_ends(value[visits], shape, tables, table_roles, rules[0])
                for r in range(roles):
                    if reach[w, p, r] == 0:
                        continue
                    before = FIRST
                    total = base[w, r]
                    if visits > 0:
                        total += best_before(r, shape, tables, table_roles, rules, charge)
                        before = table_roles[4, 0, 0]
                    table[stage, visits + 1, r] = total
                    if total < value[visits + 1, r]:
                        value[visits + 1, r] = total
                        parent[stage, visits + 1, r] = before
            stage += 1
    return stage


@kernel
def read_back(parent: Cube, week_of: Ints, stages: int, end: int, visits: Ints) -> None:
    """Write the chain of the table that ends in a role, as long as ``visits``."""
    roles = parent.shape[2]
    stage = stages
    for length in range(len(visits), 0, -1):
        stage -= 1
        while parent[stage, length, end] == NOT_HERE:
            stage -= 1
        visits[length - 1] = week_of[stage] * roles + end
        end = parent[stage, length, end]


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
    values: Floats,
    chains: Rows,
) -> None:
    """Find the cheapest chain of each person.

    Parameters
    ----------
    people
        Row 0 the department, 1 the target, 2 the most visits.
    limits
        Stages by week and person.
    cost, reach
        Static cost by person and role; whether they can meet, by week, person and role.
    shape
        Department, level and own number of each role.
    rules
        Ladder, once per role, once per department, most missing visits of one person, places at
        which the search from the end may look for one person.
    charge
        Price of a repeated department, of a step at equal level, of a missing visit.
    seat_price, home_price
        By week and role; by department of the guest and department visited.
    values
        Takes a price that no chain of the person is below.
    chains
        Takes by person the visits in order of time as week × roles + role, then −1.
    """
    weeks, roles = seat_price.shape
    longest = chains.shape[1]
    most_stages = 0
    for p in range(people.shape[1]):
        count = 0
        for w in range(weeks):
            count += limits[w, p]
        most_stages = max(most_stages, count)
    value = np.empty((longest + 1, roles))
    table = np.empty((most_stages + 1, longest + 1, roles))
    parent = np.empty((most_stages + 1, longest + 1, roles), np.int32)
    week_of = np.zeros(most_stages + 1, np.int32)
    base = np.empty((weeks, roles))
    tables = np.empty((4, len(home_price) * LEVELS, 2))
    table_roles = np.zeros((5, len(home_price) * LEVELS, 2), np.int32)
    work = np.zeros((2, longest + 1), np.int32)
    after = np.zeros(longest + 1)
    visits = np.zeros(longest + 1, np.int32)
    for p in range(people.shape[1]):
        count = 0
        for w in range(weeks):
            count += limits[w, p]
            for r in range(roles):
                base[w, r] = cost[p, r] + seat_price[w, r] + home_price[people[0, p], shape[0, r]]
        most = min(people[2, p], count)
        stages = fill_table(
            p, people, limits, reach, base, shape, rules, charge, most, value, table, parent,
            week_of, tables, table_roles,
        )  # fmt: skip
        lowest, best, gave_up = NEVER, NEVER, False
        chains[p] = FIRST
        for loose in range(2):
            for length in range(most + 1):
                lack = max(people[1, p] - length, 0)
                if loose == 0 and lack > rules[3]:
                    continue
                if length == 0:
                    if lack * charge[2] < best:
                        best = lack * charge[2]
                        chains[p] = FIRST
                    lowest = min(lowest, lack * charge[2])
                    continue
                end = 0
                for r in range(roles):
                    if value[length, r] < value[length, end]:
                        end = r
                total = value[length, end] + lack * charge[2]
                if value[length, end] >= NEVER:
                    continue
                lowest = min(lowest, total)
                if total >= best - EXACT:
                    continue
                read_back(parent, week_of, stages, end, visits[:length])
                found = total + unseen(visits[:length], shape, rules, charge)
                if found < best:
                    best = found
                    chains[p] = FIRST
                    chains[p, :length] = visits[:length]
                if found > total + EXACT:
                    found = search_back(
                        table[:stages], base, week_of, best - lack * charge[2], shape, rules,
                        charge, visits[:length], work, after,
                    )  # fmt: skip
                    if found == GAVE_UP:
                        gave_up = True
                    elif found + lack * charge[2] < best - EXACT:
                        best = found + lack * charge[2]
                        chains[p] = FIRST
                        chains[p, :length] = visits[:length]
            if lowest < NEVER:
                break
        values[p] = lowest if gave_up else best
