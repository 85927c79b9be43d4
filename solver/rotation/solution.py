"""What the solver answers: the plan with its tiers, bounds and missing visits."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from solver.rotation.faults import Fault, PlanError
from solver.rotation.json_reader import NotJsonError, Reader, parse
from solver.rotation.problem import Visit
from solver.rotation.problem_file import visit_document

if TYPE_CHECKING:
    from solver.rotation.problem import Problem

FORMAT = "gemba-plan"
VERSION = 1

TERMS = (
    "wishes",
    "repeat_department",
    "seen_before",
    "one_way",
    "host_overload",
    "flat_ladder",
    "crowded_week",
)


class Status(StrEnum):
    """How a search ended; optimal only if every tier's bound equals its value."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


def tier_order(problem: Problem) -> tuple[str, ...]:
    """Return the names of the tiers, the most important first."""
    if problem.keep_published_first:
        return ("missing_visits", "worst_missing", "changes", "pair_shortfall", "comfort")
    return ("missing_visits", "worst_missing", "pair_shortfall", "comfort", "changes")


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier of the objective; ``bound`` is proven and never above ``value``."""

    name: str
    value: int
    bound: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Visits that a person lacks, why, and what would help.

    Attributes
    ----------
    blocked
        Candidates (role and slot) that a rule rules out beside the rest of the plan, by rule.
    cures
        Changes that were found to place a visit; each has ``kind`` and ``places``.
    """

    person: str
    count: int
    blocked: dict[str, int] = field(default_factory=dict)
    cures: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: visits sorted by person, role and slot, and what is known of its worth.

    ``seconds`` is wall time, ``build_seconds`` the part of it that went into arrays and models, and
    ``memory_mb`` the most that the process of the search held (None: not known); both are told, not
    written to the file. ``terms`` are unweighted; ``conflict`` names the pins and rules that
    contradict one another where ``status`` is infeasible.
    """

    status: Status
    visits: tuple[Visit, ...]
    tiers: tuple[Tier, ...] = ()
    terms: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    seed: int = 0
    missing: tuple[Missing, ...] = ()
    conflict: tuple[dict[str, Any], ...] = ()
    build_seconds: float = 0.0
    memory_mb: int | None = None

    def tier(self, name: str) -> Tier:
        """Return the tier called ``name``."""
        return next(tier for tier in self.tiers if tier.name == name)

    def to_dict(self) -> dict[str, Any]:
        """Return the document of the plan file."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "status": str(self.status),
            "visits": [visit_document(visit) for visit in self.visits],
            "tiers": [
                {"name": tier.name, "value": tier.value, "bound": tier.bound} for tier in self.tiers
            ],
            "terms": self.terms,
            "seconds": round(self.seconds, 3),
            "seed": self.seed,
            "missing": [
                {
                    "person": one.person,
                    "count": one.count,
                    "blocked": one.blocked,
                    "cures": list(one.cures),
                }
                for one in self.missing
            ],
            "conflict": list(self.conflict),
        }

    def to_json(self) -> str:
        """Return the text of the plan file."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Plan:
        """Read a plan file.

        Raises
        ------
        PlanError
            With every fault of the file at once.
        """
        try:
            return cls.from_dict(parse(text))
        except NotJsonError as error:
            raise PlanError([error.fault]) from error

    @classmethod
    def from_dict(cls, document: Any) -> Plan:
        """Read a plan from the parsed document of a plan file; only the visits are required."""
        faults: list[Fault] = []
        reader = Reader(document, "", faults)
        if not reader.header(FORMAT, VERSION):
            raise PlanError(faults)
        status = reader.text("status", str(Status.FEASIBLE))
        if status not in set(Status):
            reader.fault("unknown-status", "status", value=status)
        plan_parts = (
            tuple(map(_visit, reader.objects("visits", required=True))),
            tuple(map(_tier, reader.objects("tiers"))),
            _counts(reader.object("terms")),
            reader.share_or_null("seconds", 0.0) or 0.0,
            reader.number("seed"),
            tuple(map(_missing, reader.objects("missing"))),
            tuple(_anything(one) for one in reader.objects("conflict")),
        )
        reader.close()
        if faults:
            raise PlanError(faults)
        return cls(Status(status), *plan_parts)


def _visit(reader: Reader) -> Visit:
    visit = Visit(
        reader.text("person", required=True),
        reader.text("role", required=True),
        reader.text("slot", required=True),
        reader.text_or_null("host"),
    )
    reader.close()
    return visit


def _tier(reader: Reader) -> Tier:
    tier = Tier(
        reader.text("name", required=True),
        reader.number("value", required=True),
        reader.number("bound", required=True),
    )
    reader.close()
    return tier


def _missing(reader: Reader) -> Missing:
    missing = Missing(
        reader.text("person", required=True),
        reader.number("count", required=True),
        _counts(reader.object("blocked")),
        tuple(_anything(one) for one in reader.objects("cures")),
    )
    reader.close()
    return missing


def _counts(reader: Reader) -> dict[str, int]:
    counts = {key: reader.number(key) for key in reader.document}
    reader.close()
    return counts


def _anything(reader: Reader) -> dict[str, Any]:
    return dict(reader.document)
