"""People who visit together: in the same department and slot, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.rotation.kernels.board import ENTRIES
from solver.rotation.kernels.chain import met_apart
from solver.rotation.kernels.jit import kernel
from solver.rotation.kernels.moves import below, choose_host, energy, enter, has_room, undo_to

if TYPE_CHECKING:
    from solver.rotation.kernels.board import Board

TRIALS = 60
"""Places looked at for each common visit; groups are few, and their places are drawn at random."""


@kernel
def fits(b: Board, p: int, r: int, t: int) -> bool:
    """Tell whether a visit breaks no rule beside the visits that a person has."""
    if b.count[p] >= b.most[p] or b.count[p] >= b.role_of.shape[1]:
        return False
    if t < b.first_open or b.busy[t, p] != 0 or b.allowed[p, r] == 0 or not has_room(b, p, r, t):
        return False
    level, weekly = b.role_level[r], 0
    for i in range(b.count[p]):
        s, other = b.slot_of[p, i], b.role_of[p, i]
        weekly += b.slot_week[s] == b.slot_week[t]
        if abs(s - t) <= b.gap:
            return False
        if other == r and b.once_per_role != 0:
            return False
        if b.once_per_department != 0 and b.role_department[other] == b.role_department[r]:
            return False
        if b.ladder != 0:
            rise = level - b.role_level[other] if s < t else b.role_level[other] - level
            if rise < 0 or (rise == 0 and b.ladder == 2):
                return False
    return weekly < b.visits_per_week and not met_apart(b, p, b.role_department[r], t)


@kernel
def place_in(b: Board, p: int, d: int, t: int) -> bool:
    """Give a person the cheapest role of a department in a slot."""
    best, chosen = 1 << 40, -1
    for r in range(len(b.role_department)):
        if b.role_department[r] == d and b.cost[p, r] < best and fits(b, p, r, t):
            best = b.cost[p, r]
            chosen = r
    if chosen < 0:
        return False
    h = choose_host(b, p, chosen, t)
    if h < 0:
        return False
    enter(b, p, chosen, t, h)
    return True


@kernel
def place_all_in(b: Board, group: int, d: int, t: int) -> bool:
    """Place a whole group in a department and slot, or nobody."""
    entries = b.totals[ENTRIES]
    for i in range(b.member_start[group], b.member_start[group + 1]):
        if not place_in(b, b.member_item[i], d, t):
            undo_to(b, entries)
            return False
    return True


@kernel
def place_group(b: Board, group: int) -> None:
    """Add common visits one by one, each the best of some places drawn at random."""
    slots, departments = len(b.slot_week), len(b.reception)
    leader = b.member_item[b.member_start[group]]
    while True:
        start, chosen_d, chosen_t = energy(b), -1, -1
        best = start
        for _ in range(TRIALS):
            d, t = below(b, departments), below(b, slots)
            if b.busy[t, leader] != 0 or b.guest[t, leader] >= 0:
                continue
            entries = b.totals[ENTRIES]
            if place_all_in(b, group, d, t):
                if energy(b) < best:
                    best = energy(b)
                    chosen_d = d
                    chosen_t = t
                undo_to(b, entries)
        if chosen_d < 0 or not place_all_in(b, group, chosen_d, chosen_t):
            return
