"""The finished first programme of the sample company, as it lies in resources/sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.exchange.sample_company import moment, read_json

if TYPE_CHECKING:
    from app.exchange.sample_company import Moment


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit that was; ``answers`` is empty where no reflection came."""

    key: str
    guest: str
    role: str
    host: str
    at: Moment
    missed: str
    host_noticed: str
    quotable: bool
    answers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PastIdea:
    """An idea that a visit brought, and how far it has come."""

    visit: str
    status: str
    title: str
    text: str
    answer: str
    voters: tuple[str, ...]
    figures: dict[str, int]


@dataclass(frozen=True, slots=True)
class SampleHistory:
    """A programme that began so many weeks before the one to come."""

    programme: str
    weeks: int
    weeks_before: int
    visits: tuple[PastVisit, ...]
    ideas: tuple[PastIdea, ...]


_IDEA_KEYS = ("key", "visit", "status", "voters")


def read_history(language: str) -> SampleHistory:
    """Return the finished programme as it speaks ``language``."""
    structure, texts = (
        read_json("sample/history.json"),
        read_json(f"sample/{language}/history.json"),
    )
    return SampleHistory(
        programme=texts["programme"],
        weeks=structure["weeks"],
        weeks_before=structure["starts_weeks_before"],
        visits=tuple(_visit(line, texts) for line in structure["visits"]),
        ideas=tuple(
            PastIdea(
                visit=line["visit"],
                status=line["status"],
                **texts["ideas"][line["key"]],
                voters=tuple(line["voters"]),
                figures={name: value for name, value in line.items() if name not in _IDEA_KEYS},
            )
            for line in structure["ideas"]
        ),
    )


def _visit(line: dict[str, Any], texts: dict[str, Any]) -> PastVisit:
    told = line["key"] in texts["visits"]
    ratings = {name: line[name] for name in ("preparation", "hosting") if name in line}
    return PastVisit(
        key=line["key"],
        guest=line["guest"],
        role=line["role"],
        host=line["host"],
        at=moment(line["at"]),
        missed=texts["missed"] if line.get("missed") else "",
        host_noticed=texts["host_noticed"] if line.get("quotable") else "",
        quotable=line.get("quotable", False),
        answers=texts["visits"][line["key"]] | ratings if told else {},
    )
