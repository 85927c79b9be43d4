"""The board: one problem and one plan under change, as the kernels see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit
from numba.core import types
from numba.experimental import structref
from numba.np.numpy_support import as_dtype

from solver.rotation.compiled import LEVELS, week_ranges
from solver.rotation.kernels.jit import TYPES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from solver.rotation.compiled import Arrays, IntArray
    from solver.rotation.supply import Supply

Board = Any
"""A record of arrays by the names in ``FIELDS``; mypy cannot look into numba's types."""

MISSING, PAIRS, COMFORT, CHANGES, SQUARES, WORST, ENTRIES = range(7)
"""Places in ``totals``: the tiers, Σ of squares of missing visits, and the entries of the log."""
LOG_ROWS = 20_000

_I = types.int64
_F = types.float64
_I1, _I2 = types.Array(types.int32, 1, "C"), types.Array(types.int32, 2, "C")
_B2 = types.Array(types.uint8, 2, "C")
_F1, _F2 = types.Array(types.float64, 1, "C"), types.Array(types.float64, 2, "C")
_L1 = types.Array(types.int64, 1, "C")
_U1 = types.Array(types.uint64, 1, "C")

FIELDS = {
    # the problem
    "slot_week": _I1,
    "week_start": _I1,
    "department": _I1,
    "target": _I1,
    "most": _I1,
    "hoped": _I1,  # visits that a person would have with the company to themselves
    "cost": _I2,
    "allowed": _B2,
    "busy": _B2,
    "role_department": _I1,
    "role_level": _I1,
    "role_capacity": _I1,
    "host_start": _I1,
    "host_item": _I1,
    "duty_start": _I1,  # roles that a person hosts
    "duty_item": _I1,
    "host_capacity": _I1,
    "open": _B2,
    "reception": _I1,
    "away_limit": _I1,
    "pair_start": _I1,  # pairs by department of origin: into, minimum, weight
    "pair": _I2,
    "one_way": _B2,
    "promise_start": _I1,  # published visits by person: role, slot, host
    "promise": _I2,
    "apart_start": _I1,
    "apart_item": _I1,
    "group": _I1,
    "member_start": _I1,
    "member_item": _I1,
    "first_open": _I,
    "host_per_week": _I,
    "visits_per_week": _I,
    "gap": _I,
    "ladder": _I,
    "once_per_role": _I,
    "once_per_department": _I,
    "hopeless": _I,  # visits missing of those who cannot have them in any plan
    "fair_hosting": _I,
    "fair_week": _I,
    "repeat_weight": _I,
    "one_way_weight": _I,
    "overload_weight": _I,
    "flat_weight": _I,
    "crowded_weight": _I,
    "changes_first": _I,
    "price": _F1,  # of a unit of each total, in units of comfort
    # the plan
    "count": _I1,
    "role_of": _I2,  # visits of a person in order of time
    "slot_of": _I2,
    "host_of": _I2,
    "fixed": _I2,
    "guest": _I2,  # by slot and person: the role visited, or -1
    "taken": _I2,  # by slot and role
    "into": _I2,  # by slot and department
    "away": _I2,  # by slot and department
    "receiving": _I2,  # by slot and person
    "hosting": _I2,  # by week and person
    "received": _I1,
    "hosts_left": _I2,  # by slot and role
    "host_free": _B2,  # by slot and person
    "seat": _B2,  # by slot and role: open, not full, and a host is free
    "visited": _I2,  # by person and department
    "between": _I2,  # visits from department to department
    "in_week": _I1,
    "lacking": _I1,  # people by the number of visits they miss
    "totals": _L1,
    "random": _U1,
    "log": _I2,  # sign, person, role, slot, host
    # the best plan
    "best_totals": _L1,
    "best_count": _I1,
    "best_role": _I2,
    "best_slot": _I2,
    "best_host": _I2,
    # room to work in
    "by_department": _F1,
    "by_role": _F1,
    "seat_role": _I2,  # candidates: by slot, two for each level
    "seat_cost": _F2,
    "forced": _I1,
    "value": _F1,  # states of the chain
    "node": _I1,
    "node_role": _I1,
    "node_slot": _I1,
    "node_parent": _I1,
    "node_mask": _U1,
    "queue": _I1,
    "queued": _I1,
    "mark": _I1,
}


@structref.register
class BoardType(types.StructRef):
    """The type of a board inside the kernels."""

    def preprocess_fields(self, fields: Any) -> Any:
        """Forget literal values, which numba would compile a version for."""
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


class BoardProxy(structref.StructRefProxy):
    """A board outside the kernels, to be passed on only."""


structref.define_proxy(BoardProxy, BoardType, list(FIELDS))


BOARD = BoardType(list(FIELDS.items()))
TYPES["Board"] = BOARD


@njit(cache=True)
def assemble(*values: Any) -> Board:
    """Make a board of the values of ``FIELDS`` in their order; arrays are shared, not copied."""
    return BoardProxy(*values)


def _nothing(kind: Any) -> Any:
    if kind in (_I, _F):
        return 0 if kind is _I else 0.0
    return np.empty((0,) * kind.ndim, as_dtype(kind.dtype))


# Compiled on import, as kernels are: meanwhile the clock of the search stands still.
assemble(*map(_nothing, FIELDS.values()))


def make_board(supply: Supply, seed: int) -> tuple[Board, dict[str, Any]]:
    """Return an empty board and its fields; what kernels write shows in the fields' arrays."""
    arrays = supply.arrays
    fields = {
        **_problem_fields(supply),
        **_plan_fields(arrays, seed),
        **_working_fields(arrays),
    }
    return assemble(*(_as(kind, fields[name]) for name, kind in FIELDS.items())), fields


def _as(kind: Any, value: Any) -> Any:
    return int(value) if kind is _I else value


def _problem_fields(supply: Supply) -> dict[str, Any]:
    a = supply.arrays
    hoped = np.minimum(a.target, supply.visits_done + supply.alone)
    order = np.argsort(a.pairs[:, 0], kind="stable")
    promises = np.argsort(a.published[:, 0], kind="stable")
    weights, people = a.weighting, len(a.target)
    return {
        "slot_week": a.slot_week,
        "week_start": week_ranges(a.slot_week),
        "department": a.department,
        "target": a.target,
        "most": a.most,
        "hoped": hoped.astype(np.int32),
        "cost": a.cost,
        "allowed": a.allowed.astype(np.uint8),
        "busy": a.busy.astype(np.uint8),
        "role_department": a.role_department,
        "role_level": a.role_level,
        "role_capacity": a.role_capacity,
        "host_start": a.hosts.starts,
        "host_item": a.hosts.items,
        "duty_start": a.host_roles.starts,
        "duty_item": a.host_roles.items,
        "host_capacity": a.host_capacity,
        "open": a.open.astype(np.uint8),
        "reception": a.reception,
        "away_limit": a.away,
        "pair_start": starts(a.pairs[:, 0], len(a.away)),
        "pair": np.ascontiguousarray(a.pairs[order, 1:]),
        "one_way": a.one_way.astype(np.uint8),
        "promise_start": starts(a.published[:, 0], people),
        "promise": np.ascontiguousarray(a.published[promises, 1:]),
        "apart_start": a.apart.starts,
        "apart_item": a.apart.items,
        "group": a.group,
        "member_start": a.members.starts,
        "member_item": a.members.items,
        "first_open": a.frozen_slots,
        "host_per_week": a.host_per_week,
        "visits_per_week": a.visits_per_week,
        "gap": a.gap,
        "ladder": a.ladder,
        "once_per_role": a.once_per_role,
        "once_per_department": a.once_per_department,
        "hopeless": (a.target - hoped).sum(),
        "fair_hosting": a.fair_hosting,
        "fair_week": a.fair_week,
        "repeat_weight": weights.repeat_department,
        "one_way_weight": weights.one_way,
        "overload_weight": weights.host_overload,
        "flat_weight": weights.flat_ladder,
        "crowded_weight": weights.crowded_week,
        "changes_first": a.changes_first,
        "price": prices(a),
    }


def prices(a: Arrays) -> NDArray[np.float64]:
    """Price of each total while searching; the best plan is chosen tier by tier all the same."""
    visit = a.weighting.visit
    shortfall = 2 * visit
    missing = 4 * visit + 2 * shortfall * int(a.pairs[:, 3].max(initial=0))
    change = 2.0 * missing if a.changes_first else 0.1
    if a.changes_first:
        missing += 8 * missing
    return np.array([missing, shortfall, 1, change, 0.15 * missing, 0.2 * missing])


def starts(owner: IntArray, owners: int) -> IntArray:
    """Return where the entries of each owner start in a list sorted by owner."""
    found = np.zeros(owners + 1, np.int32)
    np.cumsum(np.bincount(owner, minlength=owners), out=found[1:])
    return found


def _plan_fields(a: Arrays, seed: int) -> dict[str, Any]:
    slots, people = a.busy.shape
    roles, departments = len(a.role_level), len(a.away)
    room = visits_room(a)

    def zeros(*shape: int) -> IntArray:
        return np.zeros(shape, np.int32)

    host_free = ~a.busy & (a.host_capacity > 0) & (a.host_per_week > 0)
    host_free &= np.diff(a.host_roles.starts) > 0
    hosts_left = zeros(slots, roles)
    for r in range(roles):
        hosts_left[:, r] = host_free[:, a.hosts.of(r)].sum(axis=1)
    seat = a.open & (hosts_left > 0) & (a.role_capacity > 0) & (a.reception[a.role_department] > 0)
    totals = np.zeros(ENTRIES + 1, np.int64)
    totals[MISSING] = a.target.sum()
    totals[PAIRS] = (a.pairs[:, 2].astype(np.int64) * a.pairs[:, 3]).sum()
    totals[CHANGES] = 2 * len(a.published)
    totals[SQUARES] = (a.target.astype(np.int64) ** 2).sum()
    totals[WORST] = a.target.max(initial=0)
    return {
        "count": zeros(people),
        "role_of": zeros(people, room),
        "slot_of": zeros(people, room),
        "host_of": zeros(people, room),
        "fixed": zeros(people, room),
        "guest": np.full((slots, people), -1, np.int32),
        "taken": zeros(slots, roles),
        "into": zeros(slots, departments),
        "away": zeros(slots, departments),
        "receiving": zeros(slots, people),
        "hosting": zeros(a.weeks, people),
        "received": zeros(people),
        "hosts_left": hosts_left,
        "host_free": host_free.astype(np.uint8),
        "seat": seat.astype(np.uint8),
        "visited": zeros(people, departments),
        "between": zeros(departments, departments),
        "in_week": zeros(a.weeks),
        "lacking": np.bincount(a.target, minlength=1).astype(np.int32),
        "totals": totals,
        "random": np.array([seed * 2 + 1, 0], np.uint64),
        "log": zeros(LOG_ROWS, 5),
        "best_totals": np.full(ENTRIES + 1, 1 << 60, np.int64),
        "best_count": zeros(people),
        "best_role": zeros(people, room),
        "best_slot": zeros(people, room),
        "best_host": zeros(people, room),
    }


def visits_room(a: Arrays) -> int:
    """Most visits of one person that the search will ever hold."""
    fixed = np.bincount(a.fixed[:, 0], minlength=1).max(initial=0)
    wanted = int(a.target.max(initial=0))
    if (a.most > a.target).any():
        wanted += 2
    return max(1, min(wanted, len(a.slot_week)), int(fixed))


def _working_fields(a: Arrays) -> dict[str, Any]:
    slots, people = a.busy.shape
    weekly = min(a.visits_per_week, visits_room(a))
    states = (slots + 1) * (visits_room(a) + 1) * (weekly + 1) * (LEVELS + 1)
    return {
        "by_department": np.zeros(len(a.away)),
        "by_role": np.zeros(len(a.role_level)),
        "seat_role": np.zeros((slots, 2 * (LEVELS + 1)), np.int32),
        "seat_cost": np.zeros((slots, 2 * (LEVELS + 1))),
        "forced": np.zeros(slots, np.int32),
        "value": np.zeros(states),
        "node": np.zeros(states, np.int32),
        "node_role": np.zeros(states, np.int32),
        "node_slot": np.zeros(states, np.int32),
        "node_parent": np.zeros(states, np.int32),
        "node_mask": np.zeros(states, np.uint64),
        "queue": np.zeros(people + 1, np.int32),
        "queued": np.zeros(people, np.int32),
        "mark": np.zeros(people, np.int32),
    }
