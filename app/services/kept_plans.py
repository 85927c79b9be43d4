"""The best plan of a solve under way, kept until somebody decides what becomes of it.

It lies in a file of its own, not in the database: nobody else is to see it, and whoever throws it
away leaves no trace. Keys stand for people, so that it tells nothing without the database.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from app.services.written_files import made_folder, write_file
from solver.rotation.faults import ProblemError
from solver.rotation.solution import Plan

if TYPE_CHECKING:
    from app.db.session import Database


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan whose solve was broken off; ``kept_at`` is UTC."""

    plan: Plan
    kept_at: dt.datetime


class KeptPlanService:
    """One kept plan a programme at most."""

    def __init__(self, database: Database) -> None:
        place = database.place
        if "://" not in place:
            place = str(Path(place).expanduser().resolve())
        self._named = hashlib.sha256(place.encode()).hexdigest()[:16]

    def keep(self, programme_id: int, plan: Plan) -> None:
        """Keep ``plan`` in the place of what was kept before.

        Raises
        ------
        InputError, EnvironmentFault
            If it cannot be written.
        """
        file = self._file(programme_id)
        made_folder(file.parent)
        write_file(file, plan.to_json().encode())

    def kept(self, programme_id: int) -> KeptPlan | None:
        """Return what was kept; what cannot be read any more is none."""
        file = self._file(programme_id)
        try:
            plan = Plan.from_json(file.read_text(encoding="utf-8"))
            at = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
        except (OSError, ValueError, ProblemError):
            return None
        return KeptPlan(plan, at)

    def forget(self, programme_id: int) -> None:
        """Keep nothing any longer."""
        # A file that stays is offered once more, which harms nobody.
        with contextlib.suppress(OSError):
            self._file(programme_id).unlink(missing_ok=True)

    def _file(self, programme_id: int) -> Path:
        folder = platformdirs.user_state_path("gemba", appauthor=False) / "solves"
        return folder / f"{self._named}-{programme_id}.json"
