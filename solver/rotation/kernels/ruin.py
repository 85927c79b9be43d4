"""Ruin and recreate: take some people's visits out, give each the best chain, keep or take back."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from solver.rotation.kernels.board import (
    CHANGES,
    COMFORT,
    ENTRIES,
    LOG_ROWS,
    MISSING,
    PAIRS,
    WORST,
)
from solver.rotation.kernels.chain import make_chain, place_person
from solver.rotation.kernels.groups import fits, place_group
from solver.rotation.kernels.jit import entry, kernel
from solver.rotation.kernels.moves import (
    below,
    chance,
    choose_host,
    energy,
    enter,
    has_room,
    take_out,
    undo_to,
)

if TYPE_CHECKING:
    from solver.rotation.kernels.board import Board
    from solver.rotation.kernels.jit import Order, Rows

EVICTION = 12.0
"""What a seat in use costs more in the eyes of somebody who may push its guest out."""


@kernel
def clear(b: Board, p: int) -> None:
    """Take out all visits of a person that may move."""
    for place in range(b.count[p] - 1, -1, -1):
        if b.fixed[p, place] == 0:
            take_out(b, p, place)


@kernel
def ask(b: Board, queued: int, p: int) -> int:
    """Clear a person, with those who visit together, and queue them; return the new length."""
    if b.queued[p] != 0:
        return queued
    group = b.group[p]
    if group < 0:
        b.queued[p] = 1
        b.queue[queued] = p
        clear(b, p)
        return queued + 1
    for i in range(b.member_start[group], b.member_start[group + 1]):
        member = b.member_item[i]
        b.queued[member] = 1
        b.queue[queued] = member
        clear(b, member)
        queued += 1
    return queued


@kernel
def some_guest(b: Board, t: int, r: int, d: int, home: int) -> int:
    """Return a guest of a slot who matches role, department and home where given, else −1."""
    people = len(b.count)
    p = below(b, people)
    for _ in range(people):
        role = b.guest[t, p]
        if (
            role >= 0
            and (r < 0 or role == r)
            and (d < 0 or b.role_department[role] == d)
            and (home < 0 or b.department[p] == home)
        ):
            return p
        p += 1
        if p == people:
            p = 0
    return -1


@kernel
def received_by(b: Board, h: int, week: int, slot: int) -> int:
    """Return a guest whom a host receives in a week, or in one slot of it; −1 if there is none."""
    first, last = b.week_start[week], b.week_start[week + 1]
    if slot >= 0:
        first, last = slot, slot + 1
    for t in range(first, last):
        if b.receiving[t, h] > 0:
            for i in range(b.duty_start[h], b.duty_start[h + 1]):
                if b.taken[t, b.duty_item[i]] == 0:
                    continue
                for p in range(len(b.count)):
                    if b.guest[t, p] == b.duty_item[i]:
                        for place in range(b.count[p]):
                            if b.slot_of[p, place] == t and b.host_of[p, place] == h:
                                return p
    return -1


@kernel
def in_the_way(b: Board, p: int, r: int, t: int) -> int:
    """Return somebody whose visits keep a person out of a seat, −1 if nobody can be named."""
    home, d = b.department[p], b.role_department[r]
    if b.away[t, home] >= b.away_limit[home]:
        return some_guest(b, t, -1, -1, home)
    if b.taken[t, r] >= b.role_capacity[r]:
        return some_guest(b, t, r, -1, -1)
    if b.into[t, d] >= b.reception[d]:
        return some_guest(b, t, -1, d, -1)
    hosts = b.host_start[r + 1] - b.host_start[r]
    if hosts == 0:
        return -1
    first = below(b, hosts)
    for i in range(hosts):
        h = b.host_item[b.host_start[r] + (first + i) % hosts]
        if b.busy[t, h] != 0 or h == p:
            continue
        if b.guest[t, h] >= 0:
            return h
        if b.receiving[t, h] >= b.host_capacity[h]:
            return received_by(b, h, b.slot_week[t], t)
        if b.hosting[b.slot_week[t], h] >= b.host_per_week:
            return received_by(b, h, b.slot_week[t], -1)
    return -1


@kernel
def push_in(b: Board, queued: int, p: int, noise: float) -> int:
    """Give a person the chain they would like best and queue those who stand in its way."""
    node = make_chain(b, p, noise, EVICTION)
    while node >= 0 and b.node_parent[node] >= 0:
        r, t = b.node_role[node], b.node_slot[node]
        node = b.node_parent[node]
        if b.forced[t] >= 0:
            continue
        for _ in range(4):
            if has_room(b, p, r, t):
                h = choose_host(b, p, r, t)
                if h >= 0:
                    enter(b, p, r, t, h)
                break
            other = in_the_way(b, p, r, t)
            if other < 0 or b.queued[other] != 0:
                break
            queued = ask(b, queued, other)
    return queued


@kernel
def ask_missing(b: Board, queued: int) -> int:
    """Queue one person who misses a visit, one whom some plan could give it as long as there is."""
    people, hopeful = len(b.count), b.totals[MISSING] > b.hopeless
    p = below(b, people)
    for _ in range(people):
        wanted = b.hoped[p] if hopeful else b.target[p]
        if b.count[p] < wanted and b.queued[p] == 0:
            return ask(b, queued, p)
        p += 1
        if p == people:
            p = 0
    return queued


@kernel
def ask_around(b: Board, queued: int, wanted: int) -> int:
    """Queue guests of one department around the visit of somebody drawn at random."""
    p = below(b, len(b.count))
    if b.count[p] == 0:
        return ask(b, queued, p)
    place = below(b, b.count[p])
    t, d = b.slot_of[p, place], b.role_department[b.role_of[p, place]]
    week = b.slot_week[t]
    first, last = b.week_start[week], b.week_start[week + 1]
    queued = ask(b, queued, p)
    for _ in range(3 * wanted):
        if queued >= wanted:
            break
        s = first + below(b, last - first)
        if b.into[s, d] > 0:
            other = some_guest(b, s, -1, d, -1)
            if other >= 0:
                queued = ask(b, queued, other)
    return queued


@kernel
def ask_in_slot(b: Board, queued: int, wanted: int) -> int:
    """Queue guests of one slot, wherever they are."""
    t = below(b, len(b.slot_week))
    for _ in range(wanted):
        p = some_guest(b, t, -1, -1, -1)
        if p >= 0:
            queued = ask(b, queued, p)
    return queued


@kernel
def ask_colleagues(b: Board, queued: int, wanted: int) -> int:
    """Queue people of one department."""
    people = len(b.count)
    home = b.department[below(b, people)]
    for _ in range(8 * wanted):
        if queued >= wanted:
            break
        p = below(b, people)
        if b.department[p] == home:
            queued = ask(b, queued, p)
    return queued


@kernel
def recreate(b: Board, queued: int, noise: float, pushing: int) -> None:
    """Place the people of the queue in random order; the first few may push others out."""
    done = 0
    while done < queued:
        other = done + below(b, queued - done)
        p = b.queue[other]
        b.queue[other] = b.queue[done]
        b.queue[done] = p
        done += 1
        group = b.group[p]
        if group >= 0:
            if b.queued[p] == 1:
                for i in range(b.member_start[group], b.member_start[group + 1]):
                    b.queued[b.member_item[i]] = 2
                place_group(b, group)
        elif done <= pushing:
            queued = push_in(b, queued, p, noise)
        else:
            place_person(b, p, noise)
    for i in range(queued):
        b.queued[b.queue[i]] = 0


@kernel
def better(b: Board) -> bool:
    """Tell whether the plan is better than the best one, tier by tier."""
    now, best = b.totals, b.best_totals
    for i in range(5):
        tier = PAIRS
        if i == 0:
            tier = MISSING
        elif i == 1:
            tier = WORST
        elif b.changes_first != 0:
            tier = CHANGES if i == 2 else (PAIRS if i == 3 else COMFORT)
        elif i == 3:
            tier = COMFORT
        elif i == 4:
            tier = CHANGES
        if now[tier] != best[tier]:
            return now[tier] < best[tier]
    return False


@kernel
def keep_best(b: Board) -> None:
    """Copy the plan to the best one."""
    for i in range(len(b.totals)):
        b.best_totals[i] = b.totals[i]
    for p in range(len(b.count)):
        b.best_count[p] = b.count[p]
        for place in range(b.count[p]):
            b.best_role[p, place] = b.role_of[p, place]
            b.best_slot[p, place] = b.slot_of[p, place]
            b.best_host[p, place] = b.host_of[p, place]


@kernel
def step(b: Board, temperature: float, noise: float, size: int) -> bool:
    """Ruin, recreate and decide once; tell whether the plan was kept."""
    before = energy(b)
    b.totals[ENTRIES] = 0
    wanted = 1 + below(b, size)
    queued, pushing = 0, 0
    kind = chance(b)
    if b.totals[MISSING] > 0 and kind < 0.25:
        queued = ask_missing(b, 0)
        pushing = 1 + below(b, 2)
    elif kind < 0.45:
        queued = ask(b, 0, below(b, len(b.count)))
        pushing = 1 + below(b, 2)
    elif kind < 0.65:
        queued = ask_around(b, 0, wanted + 1)
    elif kind < 0.8:
        queued = ask_in_slot(b, 0, wanted)
    elif kind < 0.9:
        queued = ask_colleagues(b, 0, wanted)
    else:
        for _ in range(wanted):
            queued = ask(b, queued, below(b, len(b.count)))
    recreate(b, queued, noise, pushing)
    worse = energy(b) - before
    if b.totals[ENTRIES] < LOG_ROWS and worse > -temperature * log(chance(b)):
        undo_to(b, 0)
        return False
    return True


@entry
def search(b: Board, steps: int, temperature: float, noise: float, size: int) -> int:
    """Make some steps and return how many better plans were found."""
    found = 0
    for _ in range(steps):
        if step(b, temperature, noise, size) and better(b):
            keep_best(b)
            found += 1
    return found


@kernel
def enter_in_week(b: Board, p: int, r: int, week: int) -> bool:
    """Give a person a role in the half-day of a week that is emptiest, if the rules allow one."""
    best, chosen = 1 << 40, -1
    for t in range(b.week_start[week], b.week_start[week + 1]):
        if fits(b, p, r, t):
            crowd = 4 * b.receiving[t, p] + b.taken[t, r] - b.hosts_left[t, r]
            if crowd < best:
                best = crowd
                chosen = t
    if chosen < 0:
        return False
    h = choose_host(b, p, r, chosen)
    if h < 0:
        return False
    enter(b, p, r, chosen, h)
    return True


@entry
def replan_week(b: Board, week: int, rows: Rows, temperature: float) -> bool:
    """Put people into other seats of a week; tell whether the plan was kept.

    ``rows`` hold person, role, slot and host; what does not fit is placed as well as may be.
    """
    before = energy(b)
    b.totals[ENTRIES] = 0
    for i in range(len(rows)):
        p = rows[i, 0]
        for place in range(b.count[p] - 1, -1, -1):
            if b.slot_week[b.slot_of[p, place]] == week:
                take_out(b, p, place)
    queued = 0
    for i in range(len(rows)):
        p, r, t, h = rows[i, 0], rows[i, 1], rows[i, 2], rows[i, 3]
        if r >= 0 and t >= 0 and fits(b, p, r, t) and b.host_free[t, h] != 0:
            enter(b, p, r, t, h)
        elif r < 0 or not enter_in_week(b, p, r, week):
            b.queue[queued] = p
            b.queued[p] = 1
            queued += 1
    recreate(b, queued, 0.1, 0)
    worse = energy(b) - before
    if b.totals[ENTRIES] < LOG_ROWS and worse > -temperature * log(chance(b)):
        undo_to(b, 0)
        return False
    if better(b):
        keep_best(b)
    return True


@entry
def empty(b: Board) -> None:
    """Take out all visits that may move."""
    for p in range(len(b.count)):
        clear(b, p)
        b.totals[ENTRIES] = 0


@entry
def place_groups(b: Board) -> None:
    """Place those who visit together."""
    for group in range(len(b.member_start) - 1):
        place_group(b, group)
        b.totals[ENTRIES] = 0


@entry
def enter_rows(b: Board, week: int, rows: Rows) -> int:
    """Enter rows of person, role, slot, host in a week as far as they fit; return how many do."""
    entered = 0
    for turn in range(2):
        for i in range(len(rows)):
            p, r, t, h = rows[i, 0], rows[i, 1], rows[i, 2], rows[i, 3]
            if r < 0:
                continue
            if turn == 0:
                if t >= 0 and fits(b, p, r, t) and b.host_free[t, h] != 0:
                    enter(b, p, r, t, h)
                    rows[i, 1] = -1
                    entered += 1
            elif enter_in_week(b, p, r, week):
                entered += 1
        b.totals[ENTRIES] = 0
    return entered


@entry
def fill(b: Board, order: Order, noise: float) -> None:
    """Place people in the given order beside what stands, groups first."""
    for group in range(len(b.member_start) - 1):
        place_group(b, group)
    for i in range(len(order)):
        if b.group[order[i]] < 0:
            place_person(b, order[i], noise)
        b.totals[ENTRIES] = 0
    if better(b):
        keep_best(b)


@entry
def load(b: Board, rows: Rows, fixed: int) -> None:
    """Enter rows of person, role, slot and host; those that stay are marked."""
    for i in range(len(rows)):
        p, t = rows[i, 0], rows[i, 2]
        enter(b, p, rows[i, 1], t, rows[i, 3])
        b.totals[ENTRIES] = 0
        for place in range(b.count[p]):
            if fixed != 0 and b.slot_of[p, place] == t:
                b.fixed[p, place] = 1
    if better(b):
        keep_best(b)
