"""The best visits of one person beside everybody else's: a chain through time and levels.

For each slot and level the two cheapest seats in different departments are looked up; then states
(slots passed, visits so far, visits in this week, level of the last visit) are extended slot by
slot. Visits that stay are forced links. Departments visited are remembered along the best path
to a state only, which makes the chain a very good heuristic and not an exact optimum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.kernels.board import CHANGES, MISSING, PAIRS, SQUARES
from solver.rotation.kernels.jit import kernel
from solver.rotation.kernels.moves import (
    NO_LIMIT,
    chance,
    choose_host,
    enter,
    has_room,
    pair_change,
)

if TYPE_CHECKING:
    from solver.rotation.kernels.board import Board

LEVELS = 6  # 0 is the state before the first visit
NEVER = 1e15
ONE = np.uint64(1)
NO_BIT = np.uint64(0)
BITS = 64


@kernel
def price_departments(b: Board, p: int, noise: float) -> None:
    """Price a visit by department and role as far as it does not depend on the slot."""
    home = b.department[p]
    for d in range(len(b.by_department)):
        price = b.price[PAIRS] * pair_change(b, home, d, 1)
        if b.one_way[home, d] != 0:
            price += b.one_way_weight * (1 if b.between[home, d] >= b.between[d, home] else -1)
        b.by_department[d] = price
    for r in range(len(b.by_role)):
        if b.allowed[p, r] != 0:
            cost = b.cost[p, r] + b.by_department[b.role_department[r]]
            b.by_role[r] = cost + noise * chance(b)
        else:
            b.by_role[r] = NEVER


@kernel
def note_seat(b: Board, t: int, r: int, cost: float) -> None:
    """Keep a seat if it is among the two cheapest of its level, in different departments."""
    i = 2 * b.role_level[r]
    if cost >= b.seat_cost[t, i + 1]:
        return
    first = b.seat_role[t, i]
    same = b.seat_cost[t, i] < NEVER and b.role_department[first] == b.role_department[r]
    if cost < b.seat_cost[t, i]:
        if not same:
            b.seat_cost[t, i + 1] = b.seat_cost[t, i]
            b.seat_role[t, i + 1] = first
        b.seat_cost[t, i] = cost
        b.seat_role[t, i] = r
    elif not same:
        b.seat_cost[t, i + 1] = cost
        b.seat_role[t, i + 1] = r


@kernel
def met_apart(b: Board, p: int, d: int, t: int) -> bool:
    """Tell whether somebody whom the person must not meet is in the department."""
    for i in range(b.apart_start[p], b.apart_start[p + 1]):
        r = b.guest[t, b.apart_item[i]]
        if r >= 0 and b.role_department[r] == d:
            return True
    return False


@kernel
def look_for_seats(b: Board, p: int, noise: float, eviction: float) -> None:
    """Find the candidates of each slot.

    With ``eviction`` below ``NEVER`` seats in use are candidates too, dearer by about as much.
    """
    home = b.department[p]
    with_apart = b.apart_start[p] < b.apart_start[p + 1]
    roles = len(b.role_level)
    for t in range(len(b.slot_week)):
        for i in range(2 * LEVELS):
            b.seat_cost[t, i] = NEVER
        b.forced[t] = -1
        if t < b.first_open or b.busy[t, p] != 0:
            continue
        if b.guest[t, p] >= 0 or b.receiving[t, p] > 0:
            continue
        gate = 0.0
        if b.away[t, home] >= b.away_limit[home]:
            if eviction >= NEVER or b.away_limit[home] == 0:
                continue
            gate = eviction * chance(b)
        base = gate + noise * chance(b)
        if b.in_week[b.slot_week[t]] >= b.fair_week:
            base += b.crowded_weight
        for r in range(roles):
            if b.by_role[r] >= NEVER:
                continue
            cost = base + b.by_role[r]
            if b.seat[t, r] == 0:
                if eviction >= NEVER or b.open[t, r] == 0 or b.role_capacity[r] == 0:
                    continue
                cost += eviction * (0.5 + chance(b))
            i = 2 * b.role_level[r] + 1
            if cost < b.seat_cost[t, i]:
                if with_apart and met_apart(b, p, b.role_department[r], t):
                    continue
                note_seat(b, t, r, cost)
    for i in range(b.promise_start[p], b.promise_start[p + 1]):
        r, t = b.promise[i, 0], b.promise[i, 1]
        if not has_room(b, p, r, t) or b.by_role[r] >= NEVER or b.busy[t, p] != 0:
            continue
        if not (with_apart and met_apart(b, p, b.role_department[r], t)):
            note_seat(b, t, r, b.by_role[r] - 2 * b.price[CHANGES])
    for i in range(b.count[p]):
        b.forced[b.slot_of[p, i]] = b.role_of[p, i]


@kernel
def at(passed: int, visits: int, weekly: int, level: int, most: int, per_week: int) -> int:
    """Return the place of a state."""
    return ((passed * (most + 1) + visits) * (per_week + 1) + weekly) * LEVELS + level


@kernel
def repeated(b: Board, state_node: int, r: int) -> float:
    """Return the price of a role after the path to a node, ``NEVER`` if it may not follow."""
    d = b.role_department[r]
    if b.node_mask[state_node] & (ONE << np.uint64(d % BITS)) == NO_BIT:
        return 0.0
    price = 0.0
    node = state_node
    while b.node_parent[node] >= 0:
        other = b.node_role[node]
        if other == r and b.once_per_role != 0:
            return NEVER
        if b.role_department[other] == d:
            if b.once_per_department != 0:
                return NEVER
            price = b.repeat_weight
        node = b.node_parent[node]
    return price


@kernel
def extend(
    b: Board, source: int, target_base: int, level: int, r: int, t: int, cost: float
) -> None:
    """Extend a state by a visit and keep the result if it is the best of its state."""
    m = b.role_level[r]
    if b.ladder != 0 and (m < level or (b.ladder == 2 and m == level)):
        return
    total = b.value[source] + cost
    if m == level:
        total += b.flat_weight
    goal = target_base + m
    if total >= b.value[goal]:
        return
    total += repeated(b, b.node[source], r)
    if total < b.value[goal]:
        b.value[goal] = total
        b.node[goal] = goal
        b.node_role[goal] = r
        b.node_slot[goal] = t
        b.node_parent[goal] = b.node[source]
        mask = b.node_mask[b.node[source]]
        b.node_mask[goal] = mask | (ONE << np.uint64(b.role_department[r] % BITS))


@kernel
def too_near(b: Board, first: int, last: int) -> bool:
    """Tell whether a forced visit lies in the half-days that a gap would jump over."""
    found = -1
    for t in range(first, last):
        found = max(found, b.forced[t])
    return found >= 0


@kernel
def link(b: Board, most: int, per_week: int) -> None:
    """Fill the table of states; ``per_week`` 0 stands for no limit."""
    slots = len(b.slot_week)
    block = (most + 1) * (per_week + 1) * LEVELS
    b.value[: block * (slots + 1)] = NEVER
    b.value[0] = 0.0
    b.node[0] = 0
    b.node_parent[0] = -1
    b.node_mask[0] = NO_BIT
    for t in range(slots):
        passed = t + 1
        forced = b.forced[t]
        same_week = t > 0 and b.slot_week[t] == b.slot_week[t - 1]
        # A forced visit leaves only states that hold it.
        if forced < 0:
            for visits in range(most + 1):
                for weekly in range(per_week + 1):
                    for level in range(LEVELS):
                        old = at(t, visits, weekly, level, most, per_week)
                        if b.value[old] < NEVER:
                            kept = weekly if same_week else 0
                            new = at(passed, visits, kept, level, most, per_week)
                            if b.value[old] < b.value[new]:
                                b.value[new] = b.value[old]
                                b.node[new] = b.node[old]
        before = max(t - b.gap, 0)
        if too_near(b, before, t):
            continue
        near = before > 0 and b.slot_week[before - 1] == b.slot_week[t]
        for visits in range(most):
            for weekly in range(per_week + 1):
                now = (weekly if near else 0) + 1
                if per_week == 0:
                    now = 0
                elif now > per_week:
                    continue
                goal = at(passed, visits + 1, now, 0, most, per_week)
                for level in range(LEVELS):
                    source = at(before, visits, weekly, level, most, per_week)
                    if b.value[source] >= NEVER:
                        continue
                    if forced >= 0:
                        extend(b, source, goal, level, forced, t, 0.0)
                        continue
                    for i in range(2, 2 * LEVELS):
                        if b.seat_cost[t, i] < NEVER:
                            extend(b, source, goal, level, b.seat_role[t, i], t, b.seat_cost[t, i])


@kernel
def best_end(b: Board, p: int, most: int, per_week: int) -> int:
    """Return the state in which the best chain ends, −1 if there is no chain at all."""
    best, found = NEVER, -1
    for visits in range(most + 1):
        lack = max(b.target[p] - visits, 0)
        price = lack * b.price[MISSING] + lack * lack * b.price[SQUARES]
        for weekly in range(per_week + 1):
            for level in range(LEVELS):
                state = at(len(b.slot_week), visits, weekly, level, most, per_week)
                if b.value[state] < NEVER and b.value[state] + price < best:
                    best = b.value[state] + price
                    found = state
    return found


@kernel
def make_chain(b: Board, p: int, noise: float, eviction: float) -> int:
    """Find the best chain of a person and return its last node, −1 if there is none."""
    most = min(b.most[p], b.role_of.shape[1])
    if b.count[p] >= most or b.visits_per_week == 0:
        return -1
    per_week = b.visits_per_week
    if per_week >= most or per_week >= NO_LIMIT:
        per_week = 0
    price_departments(b, p, noise)
    look_for_seats(b, p, noise, eviction)
    link(b, most, per_week)
    end = best_end(b, p, most, per_week)
    return -1 if end < 0 else b.node[end]


@kernel
def place_person(b: Board, p: int, noise: float) -> None:
    """Give a person the best chain that free seats allow, beside the visits that stay."""
    node = make_chain(b, p, noise, NEVER)
    while node >= 0 and b.node_parent[node] >= 0:
        r, t = b.node_role[node], b.node_slot[node]
        if b.forced[t] < 0 and has_room(b, p, r, t):
            h = choose_host(b, p, r, t)
            if h >= 0:
                enter(b, p, r, t, h)
        node = b.node_parent[node]
