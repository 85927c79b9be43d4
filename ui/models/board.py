"""What the board shows: people, roles, half-days, and the visits as chips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.i18n import _, ngettext
from ui.dates import period, weekday_and_day, weekday_name


@dataclass(frozen=True, slots=True)
class Column:
    """A half-day of the programme; a closed one says why, a past one is over."""

    date: date
    half: str
    open: bool = True
    reason: str = ""
    past: bool = False

    @property
    def week(self) -> tuple[int, int] | None:
        """ISO year and week."""
        year, week, _day = self.date.isocalendar()
        return year, week

    @property
    def day(self) -> object:
        """What both halves of a day share."""
        return self.date

    def day_text(self) -> str:
        """Return the heading over both halves."""
        return weekday_and_day(self.date)


@dataclass(frozen=True, slots=True)
class WeekdayColumn:
    """A half of a weekday, for a calendar of weeks under each other."""

    weekday: int
    half: str
    open: bool = True
    past: bool = False

    @property
    def week(self) -> None:
        """It belongs to no week."""
        return

    @property
    def day(self) -> object:
        """What both halves of a day share."""
        return self.weekday

    def day_text(self) -> str:
        """Return the heading over both halves."""
        return weekday_name(self.weekday)


@dataclass(frozen=True, slots=True)
class Chip:
    """A visit as the board shows it; department, short name and hue are those of the role.

    Attributes
    ----------
    changed
        It is not as in the published plan.
    owed
        It is over, and its guest has not written a reflection yet.
    troubles
        Sentences about the rules that it breaks.
    """

    visit_id: int
    version: int
    employee_id: int
    guest: str
    date: date
    half: str
    role_id: int
    department_id: int
    department: str
    short_name: str
    hue: int
    role: str
    level: int
    host_id: int | None
    host: str | None
    pinned: bool
    changed: bool = False
    owed: bool = False
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A person on the board."""

    employee_id: int
    name: str
    department_id: int
    department: str
    short_name: str
    hue: int
    visits: int
    target: int
    level: int | None = None

    @property
    def missing(self) -> int:
        """How many visits the person still lacks."""
        return max(0, self.target - self.visits)

    @property
    def subtitle(self) -> str:
        """What stands under the name."""
        return self.department

    @property
    def figure(self) -> str:
        """How many visits of how many."""
        return _("{visits} of {target}").format(visits=self.visits, target=self.target)

    @property
    def alarm(self) -> bool:
        """Tell whether something is missing."""
        return self.missing > 0


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role on the board; ``capacity`` None takes any number of guests."""

    role_id: int
    name: str
    level: int
    department_id: int
    department: str
    short_name: str
    hue: int
    capacity: int | None
    hosts: int
    open_half_days: int
    visits: int = 0

    def is_open(self, column: Column) -> bool:
        """Tell whether the role is ever visited in such a half-day."""
        bit = column.date.weekday() * 2 + (column.half == "pm")
        return bool(self.open_half_days >> bit & 1)

    @property
    def subtitle(self) -> str:
        """What stands under the title."""
        return _("{department}, level {level}").format(department=self.department, level=self.level)

    @property
    def figure(self) -> str:
        """How many visits it receives."""
        if not self.hosts:
            return _("no host")
        return ngettext("{count} visit", "{count} visits", self.visits).format(count=self.visits)

    @property
    def alarm(self) -> bool:
        """Tell whether nobody can be received."""
        return not self.hosts


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week of the calendar, from its first to its last day in the programme."""

    week: tuple[int, int]
    first: date
    last: date
    visits: int = 0
    hue: int | None = None
    alarm: bool = False

    @property
    def name(self) -> str:
        """From when to when."""
        return period(self.first, self.last)

    @property
    def subtitle(self) -> str:
        """The number of the week."""
        return _("Week {number}").format(number=self.week[1])

    @property
    def figure(self) -> str:
        """How many visits there are."""
        return ngettext("{count} visit", "{count} visits", self.visits).format(count=self.visits)


AnyLine = Line | RoleLine | WeekLine
AnyColumn = Column | WeekdayColumn


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of any face, and the visit looked at in it; None where a face does not tell."""

    date: date | None = None
    half: str = "am"
    employee_id: int | None = None
    role_id: int | None = None
    visit_id: int | None = None


Chips = Mapping[tuple[int, date, str], tuple[Chip, ...]]


@dataclass(frozen=True, slots=True)
class Other:
    """The plan that a board is compared with, A; by person and half-day what is not in both."""

    plan_id: int
    name: str
    ghosts: Chips


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the board shows of one plan.

    Attributes
    ----------
    chips
        By person and half-day.
    published
        Whether there is a published plan to compare with.
    editable
        Only drafts are.
    other
        The plan whose places show as ghosts.
    """

    lines: tuple[Line, ...] = ()
    columns: tuple[Column, ...] = ()
    chips: Chips = field(default_factory=dict)
    roles: tuple[RoleLine, ...] = ()
    published: bool = False
    editable: bool = True
    other: Other | None = None

    def all_chips(self) -> list[Chip]:
        """Return every visit."""
        return [chip for there in self.chips.values() for chip in there]

    def ghosts(self) -> list[Chip]:
        """Return every visit of the plan compared with that is not in this one."""
        return (
            []
            if self.other is None
            else [it for there in self.other.ghosts.values() for it in there]
        )

    def chips_of(self, employee_id: int) -> list[Chip]:
        """Return the visits of a person in time order."""
        return [
            chip
            for column in self.columns
            for chip in self.chips.get((employee_id, column.date, column.half), ())
        ]


def only_in(other: Chips, chips: Chips) -> Chips:
    """Return the visits of ``other`` that ``chips`` do not have, whoever is the host."""
    found = {}
    for place, there in other.items():
        roles = {chip.role_id for chip in chips.get(place, ())}
        left = tuple(chip for chip in there if chip.role_id not in roles)
        if left:
            found[place] = left
    return found


def spoken_chip(chip: Chip) -> str:
    """Return a visit in words: where, as what, with whom, and what is the matter."""
    if chip.host:
        text = _("{department}, {role}, level {level}, host {host}.").format(
            department=chip.department, role=chip.role, level=chip.level, host=chip.host
        )
    else:
        text = _("{department}, {role}, level {level}, no host yet.").format(
            department=chip.department, role=chip.role, level=chip.level
        )
    return " ".join([text, *_signs(chip)])


def spoken_ghost(chip: Chip) -> str:
    """Return in words where a guest is in the other plan."""
    return _("In plan A: {department}, {role}.").format(department=chip.department, role=chip.role)


def spoken_ghost_guest(chip: Chip, *, into: bool = False) -> str:
    """Return in words who is in a place in the other plan; where ``into``, also as what."""
    if into:
        return _("In plan A: {guest}, {department}, {role}.").format(
            guest=chip.guest, department=chip.department, role=chip.role
        )
    return _("In plan A: {guest}.").format(guest=chip.guest)


def spoken_guest(chip: Chip, *, into: bool = False) -> str:
    """Return a visit in words from the side of the role: who comes, and what is the matter."""
    if into:
        text = _("{guest}: {department}, {role}.").format(
            guest=chip.guest, department=chip.department, role=chip.role
        )
    elif chip.host:
        text = _("{guest}, host {host}.").format(guest=chip.guest, host=chip.host)
    else:
        text = _("{guest}, no host yet.").format(guest=chip.guest)
    return " ".join([text, *_signs(chip)])


def _signs(chip: Chip) -> list[str]:
    signs = []
    if chip.pinned:
        signs.append(_("Pinned."))
    if chip.changed:
        signs.append(_("Not as published."))
    if chip.owed:
        signs.append(_("A reflection is owed."))
    if chip.troubles:
        count = len(chip.troubles)
        signs.append(ngettext("{count} conflict.", "{count} conflicts.", count).format(count=count))
    return signs
