"""How many promises of a published plan must be broken: a bound for every plan, by a flow.

Each promise that lies ahead goes to its own host for nothing, to another host of the role at the
price of a new host, or out at the price of a visit not kept. Hosts have room by half-day and by
week, roles by half-day. What the flow forgets, other rules and other visits, only breaks more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.compiled import compile_problem
from solver.rotation.network import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from solver.rotation.compiled import Arrays
    from solver.rotation.problem import Problem


def broken_promises(problem: Problem) -> tuple[int, int]:
    """Return the least points of the tier of changes, and the fewest published visits changed."""
    arrays = compile_problem(problem)
    ahead = arrays.published[arrays.published[:, 2] >= arrays.frozen_slots]
    if not len(ahead):
        return 0, 0
    return _least(arrays, ahead, moved=2), _least(arrays, ahead, moved=1)


def _least(a: Arrays, ahead: NDArray[np.int32], *, moved: int) -> int:
    """Return the least price of the promises ahead; a new host costs 1, no visit ``moved``."""
    guest, role, slot, own = ahead.T.astype(np.int64)
    people, slots, roles = len(a.target), len(a.slot_week), len(a.role_level)
    net = Network()
    promise = net.block(len(ahead))
    seat = net.block(slots * roles)
    host = net.block(slots * people).reshape(slots, people)
    week = net.block(a.weeks * people).reshape(a.weeks, people)
    net.join(net.source, promise, 1)
    net.join(promise, net.sink, 1, moved)
    able = a.open[slot, role] & ~a.busy[slot, guest] & a.allowed[guest, role]
    entered = net.block(slots * roles)
    place = slot * roles + role
    net.join(promise[able], entered[place[able]], 1)
    for at in np.unique(place[able]).tolist():
        t, r = divmod(at, roles)
        net.join(entered[at], seat[at], min(int(a.role_capacity[r]), len(ahead)))
        there = [h for h in a.hosts.of(r).tolist() if not a.busy[t, h]]
        if there:
            mine = own[able & (place == at)]
            net.join(seat[at], host[t, there], [int((mine == h).sum()) for h in there])
            net.join(seat[at], host[t, there], len(ahead), 1)
    busy = np.unique(slot)
    net.join(host[busy], week[a.slot_week[busy]], np.minimum(a.host_capacity, len(ahead)))
    net.join(week, net.sink, min(a.host_per_week, len(ahead)))
    found = net.cheapest(len(ahead))
    assert found is not None, "every promise can be given up"
    return found[0]
