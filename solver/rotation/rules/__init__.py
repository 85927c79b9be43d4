"""The rules, each a class; the list below is all that the model knows of them."""

from solver.rotation.rules.availability import Available, OnePlace
from solver.rotation.rules.base import Rule
from solver.rotation.rules.capacity import DepartmentCapacity, HomeCover, RoleCapacity
from solver.rotation.rules.hosts import HostLoad, HostOfRole
from solver.rotation.rules.ladder import Ladder, LevelWindow
from solver.rotation.rules.people import Apart, NoGo, Together
from solver.rotation.rules.pins import Frozen, Pin
from solver.rotation.rules.spacing import Spacing
from solver.rotation.rules.variety import OncePerDepartment, OncePerRole, OtherDepartment, Target

RULES: tuple[Rule, ...] = (
    OtherDepartment(),
    Target(),
    OnePlace(),
    Available(),
    HostOfRole(),
    RoleCapacity(),
    DepartmentCapacity(),
    HomeCover(),
    OncePerRole(),
    OncePerDepartment(),
    Spacing(),
    Ladder(),
    LevelWindow(),
    NoGo(),
    Together(),
    Apart(),
    HostLoad(),
    Pin(),
    Frozen(),  # last: what it promises must have passed the others' strikes
)
