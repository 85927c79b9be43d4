"""What a running solve tells, for those who watch it without knowing the solver."""

from __future__ import annotations

from solver.process import Crashed, Finished
from solver.rotation.progress import Progress, plan_of
from solver.rotation.solution import Plan, Status, Tier

__all__ = ["Crashed", "Finished", "Plan", "Progress", "Status", "Tier", "plan_of"]
