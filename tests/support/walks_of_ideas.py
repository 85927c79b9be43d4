"""Ways through ideas, the answers of heads, and the report of a programme."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.bootstrap import open_services
from app.domain.ideas import IdeaStatus
from app.domain.reflections import Source
from tests.app.after_visits import FULL, publish_visits
from tests.ui.driving import click, pause, wait
from ui.idea_changes import Wish
from ui.real_files import opened
from ui.you import say_who_you_are

if TYPE_CHECKING:
    from app.bootstrap import Services
    from tests.support.walks import Camera

HOSTILE = "=HYPERLINK(1) <img src=x> <b>смело</b>"
_LATER = (IdeaStatus.UNDER_REVIEW, IdeaStatus.ACCEPTED, IdeaStatus.IN_PROGRESS, IdeaStatus.DONE)
_IDEAS = (
    ("Показывать рекламу отделу продаж заранее, до запуска кампании", "Marketing", 40, 0),
    (HOSTILE, "Sales", 12, 0),
    ("Answer the phone before the third ring", "Sales", 3, 1),
    ("Contracts of two pages", "Sales", 20, 2),
    ("Stand-up meeting, 15 minutes on Tuesdays", "Marketing", 30, 3),
    ("A common list of customers", "Marketing", 30, 4),
)


def ideas(camera: Camera) -> None:
    """The board with its panel, a carried card, a letter, two versions, list, matrix, new."""
    services, _keys = _company()
    window = camera.window
    window.use(opened(services), first="ideas")
    camera.settle()
    page = window.navigation.current
    wait(lambda: page.view.is_complete)
    camera.take("ideas-board")
    board = page.view.board
    rows = board.columns["new"].cards.model().rows
    cards, there = board.columns["new"].cards, board.columns["under-review"]
    cards.carry_began.emit(rows[0])
    cards.carried_to.emit(there.mapToGlobal(QPoint(40, 200)))
    camera.take("ideas-carried")
    board.put_back()
    page.one.open(rows[0])
    camera.take("ideas-panel")
    click(page.one.panel.answer.buttons[IdeaStatus.DECLINED])
    camera.take("ideas-reason")
    page.one.changes.ask(Wish(rows[0], "status", "declined", "Слишком дорого в этом году"))
    wait(page.one.panel.letter.isVisible)
    camera.take("ideas-letter")
    services.ideas.change(idea_id=rows[1].id, shown_version=None, kpi="ARPU")
    page.one.open(rows[1])
    camera.settle()
    page.one.panel.form.enter("kpi", HOSTILE)
    wait(page.one.panel.clash.isVisible)
    camera.take("ideas-clash")
    bar = page.one.panel.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    camera.take("ideas-history")
    for name in ("list", "matrix"):
        click(page.view.faces[name])
        camera.take(f"ideas-{name}")
    click(page.view.add)
    page.new_idea.title.setText("list of customers")
    pause(400)
    camera.take("ideas-new")
    page.view.filters.search.setText("nowhere to be found")
    camera.take("ideas-not-found")


def answers(camera: Camera) -> None:
    """Nobody chosen, the desk of a head, a reflection, an answer with its letter."""
    services, keys = _company()
    window = camera.window
    window.use(opened(services), first="answers")
    camera.take("answers-nobody")
    page = window.navigation.current
    say_who_you_are(page.context, keys["Sales 1"])
    page.refresh(None)
    camera.take("answers-desk")
    news = page.view.news
    news.choose(next(line.key for line in news.lines.rows if line.key[0] == "reflection"))
    camera.take("answers-reflection")
    page.view.needs.choose(page.view.needs.lines.rows[-1].key)
    page.view.answer.answer.setPlainText("Слишком дорого в этом году")
    click(page.view.answer.buttons[IdeaStatus.DECLINED])
    wait(page.view.letter.isVisible)
    camera.take("answers-letter")


def report(camera: Camera) -> None:
    """The report without and with quotes."""
    services, _keys = _company()
    window = camera.window
    window.use(opened(services), first="report")
    camera.take("report")
    row = services.reflections.reflections()[0]
    services.reflections.set_quotable(reflection_id=row.id, shown_version=None, quotable=True)
    window.navigation.current.refresh(None)
    camera.take("report-quotes")


def _company() -> tuple[Services, dict[str, int]]:
    services = open_services(Path(tempfile.mkdtemp()) / "company.db")
    keys = publish_visits(services)
    services.reflections.send(
        record_id=keys["visit of Marketing 3"], answers=FULL, source=Source.FORM
    )
    for number, (title, department, days, steps) in enumerate(_IDEAS):
        key, _changes = services.ideas.add(
            title=title,
            department_id=keys[department],
            author_id=keys["Sales 3"],
            today=dt.date.today() - dt.timedelta(days=days),
        )
        for to in _LATER[:steps]:
            services.ideas.move(idea_id=key, shown_version=None, to=to)
        services.ideas.change(
            idea_id=key, shown_version=None, effort=number % 6, effect=(number + 2) % 6
        )
    return services, keys
