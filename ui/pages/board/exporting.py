"""The schedule workbook of the plan on the board."""

from __future__ import annotations

from ui.file_writing import FileWriting
from ui.models.plan_files import workbook


class Exporting(FileWriting):
    """Writes the workbook of a plan off the window's thread, one at a time."""

    def ask(self, plan_id: int, name: str) -> None:
        """Ask where to, then write."""
        self.ask_for(workbook(self._context.services, plan_id, name))
