"""Entering and taking out one visit, with every count and total kept exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.kernels.board import (
    CHANGES,
    COMFORT,
    ENTRIES,
    LOG_ROWS,
    MISSING,
    PAIRS,
    SQUARES,
    WORST,
)
from solver.rotation.kernels.jit import kernel

if TYPE_CHECKING:
    from solver.rotation.kernels.board import Board

NO_LIMIT = 1_000_000
MULTIPLIER = np.uint64(6364136223846793005)
INCREMENT = np.uint64(1442695040888963407)
SHIFT = np.uint64(33)


@kernel
def below(b: Board, bound: int) -> int:
    """Draw a whole number from 0 to bound − 1."""
    b.random[0] = b.random[0] * MULTIPLIER + INCREMENT
    drawn: int = np.int64(b.random[0] >> SHIFT) % bound  # type: ignore[assignment]
    return drawn


@kernel
def chance(b: Board) -> float:
    """Draw a number between 0 and 1, never 0."""
    b.random[0] = b.random[0] * MULTIPLIER + INCREMENT
    return (np.float64(np.int64(b.random[0] >> SHIFT)) + 1.0) / 2147483649.0


@kernel
def refresh_seat(b: Board, t: int, r: int) -> None:
    """Note whether a role can receive one more guest."""
    d = b.role_department[r]
    b.seat[t, r] = (
        b.open[t, r] != 0
        and b.hosts_left[t, r] > 0
        and b.taken[t, r] < b.role_capacity[r]
        and b.into[t, d] < b.reception[d]
    )


@kernel
def refresh_host(b: Board, t: int, h: int) -> None:
    """Note whether a host can receive one more guest."""
    first, last = b.duty_start[h], b.duty_start[h + 1]
    if first == last:
        return
    free = (
        b.busy[t, h] == 0
        and b.guest[t, h] < 0
        and b.receiving[t, h] < b.host_capacity[h]
        and b.hosting[b.slot_week[t], h] < b.host_per_week
    )
    if free != (b.host_free[t, h] != 0):
        b.host_free[t, h] = free
        for i in range(first, last):
            r = b.duty_item[i]
            b.hosts_left[t, r] += 1 if free else -1
            refresh_seat(b, t, r)


@kernel
def note_missing(b: Board, p: int, one: int) -> None:
    """Count a visit of a person more or less in the totals of missing visits."""
    lack = b.target[p] - b.count[p]
    b.count[p] += one
    after = b.target[p] - b.count[p]
    lack = max(lack, 0)
    after = max(after, 0)
    if lack != after:
        b.totals[MISSING] += after - lack
        b.totals[SQUARES] += after * after - lack * lack
        b.lacking[lack] -= 1
        b.lacking[after] += 1
        worst = b.totals[WORST]
        worst = max(worst, after)
        while worst > 0 and b.lacking[worst] == 0:
            worst -= 1
        b.totals[WORST] = worst


@kernel
def pair_change(b: Board, home: int, into: int, one: int) -> int:
    """Return by how much the shortfall changes with a visit more or less between departments."""
    change = 0
    now = b.between[home, into]
    for i in range(b.pair_start[home], b.pair_start[home + 1]):
        if b.pair[i, 0] == into:
            before = max(b.pair[i, 1] - now, 0)
            change += b.pair[i, 2] * (max(b.pair[i, 1] - now - one, 0) - before)
    return change


@kernel
def flat_steps(b: Board, p: int, place: int) -> int:
    """Return the steps at equal level around one visit, less the step without it."""
    level = b.role_level[b.role_of[p, place]]
    flat = 0
    lower, upper = -1, -2
    if place > 0:
        lower = b.role_level[b.role_of[p, place - 1]]
        flat += lower == level
    if place + 1 < b.count[p]:
        upper = b.role_level[b.role_of[p, place + 1]]
        flat += upper == level
    return flat - (lower == upper)


@kernel
def promised(b: Board, p: int, r: int, t: int, h: int) -> int:
    """Return the changes against the published plan that this visit saves."""
    saved = 0
    for i in range(b.promise_start[p], b.promise_start[p + 1]):
        if b.promise[i, 0] == r and b.promise[i, 1] == t:
            saved += 2 if b.promise[i, 2] == h else 1
    return saved


@kernel
def count_visit(b: Board, p: int, r: int, t: int, h: int, one: int) -> None:
    """Change what does not depend on the person's other visits, apart from the department's."""
    home, into, week = b.department[p], b.role_department[r], b.slot_week[t]
    comfort = one * b.cost[p, r]
    b.totals[PAIRS] += pair_change(b, home, into, one)
    if b.one_way[home, into] != 0:
        balance = b.between[home, into] - b.between[into, home]
        comfort += b.one_way_weight * (abs(balance + one) - abs(balance))
    b.between[home, into] += one
    later = 1 if one > 0 else 0  # a count before entering equals the count after taking out
    b.visited[p, into] += one
    if b.visited[p, into] > later:
        comfort += one * b.repeat_weight
    b.received[h] += one
    if b.received[h] >= b.fair_hosting + later:
        comfort += one * b.overload_weight
    b.in_week[week] += one
    if b.in_week[week] >= b.fair_week + later:
        comfort += one * b.crowded_weight
    b.totals[COMFORT] += comfort
    b.totals[CHANGES] -= one * promised(b, p, r, t, h)
    b.taken[t, r] += one
    b.into[t, into] += one
    b.away[t, home] += one
    b.receiving[t, h] += one
    b.hosting[week, h] += one
    b.guest[t, p] = r if one > 0 else -1
    refresh_host(b, t, p)
    if b.host_per_week < NO_LIMIT:
        for s in range(b.week_start[week], b.week_start[week + 1]):
            refresh_host(b, s, h)
    else:
        refresh_host(b, t, h)
    refresh_seat(b, t, r)
    if b.reception[into] < NO_LIMIT:
        for other in range(len(b.role_department)):
            if b.role_department[other] == into:
                refresh_seat(b, t, other)


@kernel
def write_log(b: Board, one: int, p: int, r: int, t: int, h: int) -> None:
    """Keep what was done, so that it can be taken back."""
    n = b.totals[ENTRIES]
    if n < LOG_ROWS:
        b.log[n, 0] = one
        b.log[n, 1] = p
        b.log[n, 2] = r
        b.log[n, 3] = t
        b.log[n, 4] = h
    b.totals[ENTRIES] = n + 1


@kernel
def enter(b: Board, p: int, r: int, t: int, h: int) -> None:
    """Enter a visit in its place in time."""
    place = b.count[p]
    while place > 0 and b.slot_of[p, place - 1] > t:
        b.role_of[p, place] = b.role_of[p, place - 1]
        b.slot_of[p, place] = b.slot_of[p, place - 1]
        b.host_of[p, place] = b.host_of[p, place - 1]
        b.fixed[p, place] = b.fixed[p, place - 1]
        place -= 1
    b.role_of[p, place] = r
    b.slot_of[p, place] = t
    b.host_of[p, place] = h
    b.fixed[p, place] = 0
    note_missing(b, p, 1)
    b.totals[COMFORT] += b.flat_weight * flat_steps(b, p, place)
    count_visit(b, p, r, t, h, 1)
    write_log(b, 1, p, r, t, h)


@kernel
def take_out(b: Board, p: int, place: int) -> None:
    """Take out the visit of a person at a place in time."""
    r, t, h = b.role_of[p, place], b.slot_of[p, place], b.host_of[p, place]
    b.totals[COMFORT] -= b.flat_weight * flat_steps(b, p, place)
    note_missing(b, p, -1)
    for i in range(place, b.count[p]):
        b.role_of[p, i] = b.role_of[p, i + 1]
        b.slot_of[p, i] = b.slot_of[p, i + 1]
        b.host_of[p, i] = b.host_of[p, i + 1]
        b.fixed[p, i] = b.fixed[p, i + 1]
    count_visit(b, p, r, t, h, -1)
    write_log(b, -1, p, r, t, h)


@kernel
def undo_to(b: Board, entries: int) -> None:
    """Take back what was done since the log had that many entries."""
    for i in range(b.totals[ENTRIES] - 1, entries - 1, -1):
        p, t = b.log[i, 1], b.log[i, 3]
        if b.log[i, 0] > 0:
            place = 0
            while b.slot_of[p, place] != t or b.role_of[p, place] != b.log[i, 2]:
                place += 1
            take_out(b, p, place)
        else:
            enter(b, p, b.log[i, 2], t, b.log[i, 4])
    b.totals[ENTRIES] = entries


@kernel
def choose_host(b: Board, p: int, r: int, t: int) -> int:
    """Return the free host who costs least, −1 if there is none."""
    best, chosen = 1e18, -1
    for i in range(b.host_start[r], b.host_start[r + 1]):
        h = b.host_item[i]
        if b.host_free[t, h] != 0 and h != p:
            cost = 0.05 * b.received[h] + 0.1 * chance(b)
            if b.received[h] >= b.fair_hosting:
                cost += b.overload_weight
            if b.count[h] < b.target[h]:
                cost += 0.1
            cost -= b.price[CHANGES] * promised(b, p, r, t, h)
            if cost < best:
                best = cost
                chosen = h
    return chosen


@kernel
def has_room(b: Board, p: int, r: int, t: int) -> bool:
    """Tell whether capacities and places leave a visit open; order and variety are not asked."""
    home = b.department[p]
    return (
        b.seat[t, r] != 0
        and b.guest[t, p] < 0
        and b.receiving[t, p] == 0
        and b.away[t, home] < b.away_limit[home]
    )


@kernel
def energy(b: Board) -> float:
    """Return the price of the whole plan."""
    total = 0.0
    for i in range(len(b.price)):
        total += b.price[i] * b.totals[i]
    return total
