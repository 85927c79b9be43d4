"""Three faces of one plan: people, roles of departments, or weeks down; half-days across."""

from ui.models.board_faces.face import Cells, Face, seats_text
from ui.models.board_faces.people import PeopleFace
from ui.models.board_faces.roles import RolesFace
from ui.models.board_faces.weeks import WeeksFace

__all__ = ["FACES", "Cells", "Face", "PeopleFace", "RolesFace", "WeeksFace", "seats_text"]

FACES: tuple[type[PeopleFace | RolesFace | WeeksFace], ...] = (PeopleFace, RolesFace, WeeksFace)
