"""The sample company as it lies in resources/sample: structure once, texts in each language."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from resources import path

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Moment(NamedTuple):
    """A half-day counted from the first day of the programme."""

    day: int
    half: str


@dataclass(frozen=True, slots=True)
class SampleDepartment:
    """A department with its whole profile."""

    key: str
    hue: int
    reception_capacity: int
    name: str
    short_name: str
    location: str
    what_we_do: str
    whom_we_serve: str
    how_measured: str
    what_we_refuse: str
    our_day: str
    our_words: str


@dataclass(frozen=True, slots=True)
class SampleRole:
    """A role with its card; ``closed`` holds weekday (0 is Monday) and half-day."""

    key: str
    department: str
    level: int
    title: str
    capacity: int
    host_capacity: int
    hosts: tuple[str, ...]
    closed: frozenset[tuple[int, str]]
    what_you_do: str
    what_to_bring: str
    meeting_place: str


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A person by personnel number, signed up for ``visits``."""

    number: str
    name: str
    email: str
    department: str
    job_title: str
    level: int
    visits: int


@dataclass(frozen=True, slots=True)
class SampleAbsence:
    """A time in which a person is away, both ends included."""

    person: str
    first: Moment
    last: Moment


@dataclass(frozen=True, slots=True)
class SampleTaste:
    """A wish, or a no-go where ``value`` is None, for a department or a role."""

    person: str
    department: str | None
    role: str | None
    value: int | None


@dataclass(frozen=True, slots=True)
class SamplePair:
    """A priority pair."""

    first: str
    second: str
    minimum: int
    weight: int


@dataclass(frozen=True, slots=True)
class SampleCompany:
    """A whole company, and the programme it is about to hold."""

    programme: str
    country: str
    weeks: int
    departments: tuple[SampleDepartment, ...]
    roles: tuple[SampleRole, ...]
    people: tuple[SamplePerson, ...]
    absences: tuple[SampleAbsence, ...]
    tastes: tuple[SampleTaste, ...]
    pairs: tuple[SamplePair, ...]
    together: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]
    closed: tuple[Moment, ...]


def read_sample(language: str) -> SampleCompany:
    """Return the sample company as it speaks ``language``."""
    structure = read_json("sample/company.json")
    texts = read_json(f"sample/{language}/texts.json")
    departments = texts["departments"]
    positions = texts["positions"]
    return SampleCompany(
        programme=texts["programme"],
        country=texts["country"],
        weeks=structure["weeks"],
        departments=tuple(
            SampleDepartment(**line, **departments[line["key"]])
            for line in structure["departments"]
        ),
        roles=tuple(_role(line, positions[line["position"]]) for line in structure["roles"]),
        people=_people(structure["people"], positions, language),
        absences=tuple(
            SampleAbsence(line["person"], moment(line["from"]), moment(line["to"]))
            for line in structure["absences"]
        ),
        tastes=tuple(
            SampleTaste(line["person"], line.get("department"), line.get("role"), line.get("value"))
            for line in (*structure["wishes"], *structure["no_gos"])
        ),
        pairs=tuple(
            SamplePair(line["from"], line["to"], line["minimum"], line["weight"])
            for line in structure["pairs"]
        ),
        together=tuple((first, second) for first, second in structure["together"]),
        apart=tuple((first, second) for first, second in structure["apart"]),
        closed=tuple(moment(text) for text in structure["closed"]),
    )


def moment(text: str) -> Moment:
    """Return what ``"5 fri pm"`` means: the afternoon of the Friday of the fifth week."""
    week, weekday, half = text.split()
    return Moment(7 * (int(week) - 1) + _WEEKDAYS.index(weekday), half)


def _role(line: dict[str, Any], texts: dict[str, str]) -> SampleRole:
    department, level = line["position"].split("-")
    closed = (text.split() for text in line["closed"])
    return SampleRole(
        key=line["position"],
        department=department,
        level=int(level),
        capacity=line["capacity"],
        host_capacity=line["host_capacity"],
        hosts=tuple(line["hosts"]),
        closed=frozenset((_WEEKDAYS.index(weekday), half) for weekday, half in closed),
        **texts,
    )


def _people(
    lines: list[dict[str, Any]], positions: dict[str, dict[str, str]], language: str
) -> tuple[SamplePerson, ...]:
    with path(f"sample/{language}/people.csv").open(encoding="utf-8", newline="") as file:
        named = {row["number"]: row for row in csv.DictReader(file)}
    people = []
    for line in lines:
        department, level = line["position"].split("-")
        people.append(
            SamplePerson(
                number=line["number"],
                name=named[line["number"]]["name"],
                email=named[line["number"]]["email"],
                department=department,
                job_title=positions[line["position"]]["title"],
                level=int(level),
                visits=line["visits"],
            )
        )
    return tuple(people)


def read_json(name: str) -> Any:
    """Return what a file among the resources holds."""
    return json.loads(path(name).read_text(encoding="utf-8"))
