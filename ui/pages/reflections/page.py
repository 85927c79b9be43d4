"""The page of reflections: who owes one, forms out and back, reading what was written."""

from __future__ import annotations

import datetime as dt
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from app.i18n import _
from app.wording import error_text
from ui.kiosk import Kiosk
from ui.models.owing import load_visits
from ui.page import Page
from ui.pages.reflections.owing import Owing
from ui.pages.reflections.reading import Reading
from ui.pages.reflections.view import ReflectionsView
from ui.widgets.boxes import fill_box
from ui.widgets.button_action import ButtonAction

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from app.changes import Changes
    from app.errors import KnownError
    from ui.context import Context
    from ui.models.owing import LoadedVisits


class ReflectionsPage(Page):
    """What comes after the visits."""

    name: ClassVar[str] = "reflections"
    icon: ClassVar[str] = "quill-pen-line"
    opens_group = True
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {
            "programme",
            "plan_version",
            "visit",
            "employee",
            "department",
            "role",
            "visit_record",
            "reflection",
            "idea",
            "settings",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = ReflectionsView(context.theme)
        self.set_view(self.view)
        self.owing = Owing(context, self.view.owing, self)
        self._loaded: LoadedVisits | None = None
        self._programme_id: int | None = None
        self._kiosk: Kiosk | None = None
        owing = self.view.owing
        acts = (owing.make, owing.read, owing.read_list, owing.remind, self.view.kiosk)
        self._actions = [ButtonAction(act) for act in acts]
        self.view.kiosk.clicked.connect(self._begin_kiosk)
        self.view.programme.activated.connect(self._choose_programme)
        self.view.tabs.currentChanged.connect(self._show_tab)
        self.view.states.acted.connect(self._act_on_empty)

    @cached_property
    def reading(self) -> Reading:
        """What the reading tab does, once it is shown."""
        made = Reading(self.context, self.view.reading, self)
        made.retranslate()
        return made

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Reflections")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        self.owing.retranslate()
        if self._reads:
            self.reading.retranslate()
        if self._loaded is not None:
            self.refresh(None)

    def arrive(self, **where: object) -> None:
        """Show the programme asked for."""
        programme_id = where.get("programme_id")
        if isinstance(programme_id, int) and programme_id != self._programme_id:
            self._programme_id = programme_id
            self.refresh(None)
        if where.get("owed"):
            self._programme_id = None
            self.view.tabs.setCurrentIndex(0)
            self.owing.begin_with_owed()
            self.refresh(None)
        if where.get("reading"):
            self.view.tabs.setCurrentIndex(1)
        reflection_id = where.get("reflection_id")
        if isinstance(reflection_id, int):
            self.reading.read(reflection_id)
        shown = self.reading if self.view.tabs.currentIndex() else self.owing
        shown.take_focus()

    def actions_of_page(self) -> list[QAction]:
        """Offer the buttons of the page in the menu bar too."""
        return [action.follow() for action in self._actions]

    def refresh(self, changes: Changes | None) -> None:
        """Load visits and reflections anew."""
        if self._loaded is None:
            self.view.states.loading(_("Loading the visits…"))
        self.context.operations.query(
            self,
            partial(load_visits, self.context.services, self._programme_id, dt.datetime.now()),
            self._show,
            failed=self._load_failed,
            key="load",
        )

    # Internal functions

    @property
    def _reads(self) -> bool:
        return "reading" in self.__dict__

    def _show_tab(self, index: int) -> None:
        if index == 1 and not self._reads and self._loaded is not None:
            self.reading.load(self._loaded.programme_id, self._loaded.programmes)

    def _show(self, loaded: LoadedVisits) -> None:
        view = self.view
        self._loaded, self._programme_id = loaded, loaded.programme_id
        every = (None, _("All programmes"))
        fill_box(view.programme, [every, *loaded.programmes], loaded.programme_id)
        view.programme.setVisible(bool(loaded.programmes))
        if loaded.is_empty:
            view.kiosk.hide()
            view.states.empty(
                "quill-pen-line",
                _("No visit is published yet"),
                _("Once a plan is published, its visits end in reflections, and they come here."),
                _("Publish a plan"),
            )
            return
        view.kiosk.show()
        view.states.show_content()
        self.owing.show(loaded)
        if self._reads:
            self.reading.load(loaded.programme_id, loaded.programmes)

    def _load_failed(self, error: KnownError) -> None:
        self._loaded = None
        self.view.states.error(error_text(error))

    def _choose_programme(self) -> None:
        self._programme_id = self.view.programme.currentData()
        self.refresh(None)

    def _begin_kiosk(self) -> None:
        self._kiosk = Kiosk(self.context)
        self._kiosk.left.connect(self.window().show)
        self._kiosk.begin()
        # Nothing but the page for guests is to be reached, by no key of the system either.
        self.window().hide()

    def _act_on_empty(self) -> None:
        if self._loaded is None:
            self.refresh(None)
        else:
            self.context.go("publish")
