"""Rules and weights of a programme: kept as what differs from the defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import InputError
from app.services.editing import within
from solver.rotation.faults import ProblemError
from solver.rotation.problem import Rules, Weights
from solver.rotation.problem_file import (
    rules_document,
    rules_of,
    weights_document,
    weights_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.db.models import Programme


def put_rule(row: Programme, rule: str, parameter: str, value: Any) -> None:
    """Set one parameter of a rule; ``rule`` as in problem files."""
    changed = {name: dict(values) for name, values in row.rules.items()}
    changed.setdefault(rule, {})[parameter] = value
    row.rules = known_rules(changed)


def known_rules(rules: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return of rules what differs from the defaults.

    Raises
    ------
    InputError
        If there is no such rule or parameter, or it cannot have that value.
    """
    try:
        wanted = rules_document(rules_of({name: dict(values) for name, values in rules.items()}))
    except ProblemError as error:
        raise InputError("wrong-rule", faults=error.faults, known=list(Rules.__slots__)) from error
    default = rules_document(Rules())
    return {name: values for name, values in wanted.items() if values != default[name]}


def known_weights(weights: Mapping[str, int]) -> dict[str, Any]:
    """Return of weights what differs from the defaults; raises like :func:`known_rules`."""
    try:
        wanted = weights_document(weights_of(dict(weights)))
    except ProblemError as error:
        known = list(Weights.__slots__)
        raise InputError("wrong-weight", faults=error.faults, known=known) from error
    for name, value in wanted.items():
        within(value, name, 0, 1_000)
    default = weights_document(Weights())
    return {name: value for name, value in wanted.items() if value != default[name]}
