"""What is wrong with a problem or plan file: all of it at once, by code and path."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: a stable ``code``, the ``path`` in the file, and what the sentence needs."""

    code: str
    path: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        details = ", ".join(f"{key} {value!r}" for key, value in self.params.items())
        return f"{self.path}: {self.code}" + (f" ({details})" if details else "")


class ProblemError(ValueError):
    """A problem that cannot be solved as it is written; ``faults`` holds every fault found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class PlanError(ProblemError):
    """A plan file that cannot be read; ``faults`` holds every fault found."""
