"""The publish page: look at what a draft changes and breaks, then make it official."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from app.i18n import _, ngettext
from app.wording import error_text
from ui.models.versions import LoadedVersions, Prepared, load_versions, prepare
from ui.page import Page
from ui.pages.publish.view import PublishView
from ui.widgets.boxes import fill_box
from ui.widgets.button_action import ButtonAction

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from app.changes import Changes
    from app.errors import KnownError
    from app.services.planning import PlanRow
    from ui.context import Context


class PublishPage(Page):
    """Versions of a plan, and the way from a draft to the next one."""

    name: ClassVar[str] = "publish"
    icon: ClassVar[str] = "checkbox-circle-line"
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {
            "programme",
            "sign_up",
            "closed_day",
            "plan_version",
            "visit",
            "employee",
            "department",
            "role",
            "role_host",
            "absence",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = PublishView(context.theme)
        self.set_view(self.view)
        self._actions = [
            ButtonAction(self.view.publish, "Ctrl+Shift+P"),
            ButtonAction(self.view.compare),
            ButtonAction(self.view.renew),
            ButtonAction(self.view.board),
            ButtonAction(self.view.messages),
        ]
        self._loaded: LoadedVersions | None = None
        self._prepared: Prepared | None = None
        self._programme_id: int | None = None
        # Which version to choose as soon as they are loaded.
        self._wanted: int | None = None
        # The draft that the note is written for.
        self._noted: int | None = None
        view = self.view
        view.board.clicked.connect(self._show_on_board)
        view.compare.clicked.connect(self._compare)
        view.conflicts.lines.ticks_changed.connect(self._offer)
        view.messages.clicked.connect(self._tell)
        view.programme.activated.connect(self._choose_programme)
        view.publish.clicked.connect(self._publish)
        view.renew.clicked.connect(self._renew)
        view.side.acted.connect(self._act_at_side)
        view.states.acted.connect(self._act_on_empty)
        view.tick_all.clicked.connect(self._tick_all)
        view.versions.chosen.connect(self._show_version)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Publish")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        if self._loaded is not None:
            self.refresh(None)

    def arrive(self, **where: object) -> None:
        """Show the programme and version asked for."""
        programme_id, plan_id = where.get("programme_id"), where.get("plan_id")
        if isinstance(plan_id, int):
            self._wanted = plan_id
        if isinstance(programme_id, int) and programme_id != self._programme_id:
            self._programme_id = programme_id
            self.refresh(None)
        elif self._wanted is not None and self._loaded is not None:
            self._choose()
        self.view.versions.setFocus()

    def actions_of_page(self) -> list[QAction]:
        """Offer the buttons of the page in the menu bar too."""
        return [action.follow() for action in self._actions]

    def refresh(self, changes: Changes | None) -> None:
        """Load the versions anew."""
        if self._loaded is None:
            self.view.states.loading(_("Loading the versions…"))
        self.context.operations.query(
            self,
            partial(load_versions, self.context.services, self._programme_id),
            self._show,
            failed=self._load_failed,
            key="load",
        )

    # What is shown

    def _show(self, loaded: LoadedVersions) -> None:
        view = self.view
        self._loaded, self._programme_id = loaded, loaded.programme_id
        fill_box(view.programme, loaded.programmes, loaded.programme_id)
        view.programme.setVisible(bool(loaded.programmes))
        if not loaded.plans:
            for part in (view.board, view.compare, view.renew, view.messages, view.publish):
                part.hide()
            view.states.empty(
                "checkbox-circle-line",
                _("Nothing to publish yet"),
                _("Once there is a plan, this is where it becomes official, version by version."),
                _("Find a plan") if loaded.programmes else _("New programme"),
            )
            return
        if self._wanted is None:
            self._wanted = view.versions.key()  # type: ignore[assignment]
        view.versions.lines.show(loaded.lines)
        view.states.show_content()
        self._choose()

    def _choose(self) -> None:
        wanted, self._wanted = self._wanted, None
        self.view.versions.choose(wanted)

    def _plan(self) -> PlanRow | None:
        key = self.view.versions.key()
        plans = self._loaded.plans if self._loaded is not None else ()
        return next((plan for plan in plans if plan.id == key), None)

    def _show_version(self, _key: object) -> None:
        view, plan = self.view, self._plan()
        if plan is None or self._loaded is None:
            return
        draft = plan.status == "draft"
        self._prepared = None
        view.board.show()
        view.compare.setVisible(len(self._loaded.plans) > 1)
        view.renew.setVisible(not draft)
        view.messages.setVisible(plan.status == "published")
        view.publish.setVisible(draft)
        view.publish.setEnabled(False)
        if draft:
            view.side.loading(_("Looking at what would change…"))
            self.context.operations.query(
                self,
                partial(prepare, self.context.services, plan.id),
                self._show_prepared,
                failed=self._prepare_failed,
                key="prepare",
            )
        elif plan.status == "published":
            view.side.empty(
                "checkbox-circle-line",
                _("This is the plan that counts"),
                _("It changes only through a new draft, which you look at before it is published."),
            )
        else:
            view.side.empty(
                "history-line",
                _("A later version has taken its place"),
                _("You can look at it on the board, compare it, or go back to it by a new draft."),
            )

    def _show_prepared(self, prepared: Prepared) -> None:
        view, plan = self.view, self._plan()
        if plan is None or plan.id != prepared.plan.id:
            return
        self._prepared = prepared
        if plan.id != self._noted:
            # News about the same draft must not wipe out what is being typed.
            self._noted = plan.id
            view.note.clear()
        view.heading.setText(prepared.heading)
        view.told.setText(
            ngettext(
                "{count} guest or host will have to be told.",
                "{count} guests and hosts will have to be told.",
                prepared.told,
            ).format(count=prepared.told)
        )
        view.changes.lines.show(prepared.changes)
        view.conflicts.lines.show(prepared.conflicts)
        view.conflicts_part.setVisible(bool(prepared.conflicts))
        view.side.show_content()
        self._offer()

    def _offer(self) -> None:
        """Let the plan be published once every conflict has its tick."""
        prepared, view = self._prepared, self.view
        if prepared is None:
            return
        left = len(prepared.conflicts) - len(view.conflicts.lines.ticked)
        view.publish.setEnabled(left == 0)
        count = len(prepared.conflicts)
        view.conflicts_title.setText(
            ngettext(
                "{count} conflict left; not ticked: {open}",
                "{count} conflicts left; not ticked: {open}",
                count,
            ).format(count=count, open=left)
        )
        view.tick_all.setVisible(left > 0)

    def _load_failed(self, error: KnownError) -> None:
        self.view.states.error(error_text(error))

    def _prepare_failed(self, error: KnownError) -> None:
        self.view.side.error(error_text(error))

    # What is done

    def _publish(self) -> None:
        prepared, plan = self._prepared, self._plan()
        if prepared is None or plan is None:
            return
        question = _(
            "Publish draft {number}? From then on it changes only through a new draft; this step "
            "cannot be undone."
        ).format(number=plan.number)
        if not self.context.interaction.confirm(question, yes=_("Publish")):
            return
        self.view.publish.setEnabled(False)
        self.view.side.loading(_("Making a backup, then publishing…"))
        self.context.operations.command(
            self,
            partial(
                self.context.services.publishing.publish,
                plan_id=plan.id,
                shown=prepared.shown,
                acknowledged=[str(key) for key in self.view.conflicts.lines.ticked],
                note=self.view.note.text(),
            ),
            self._published,
            failed=self._not_published,
            quiet=True,
        )

    def _published(self, number: int) -> None:
        self.view.conflicts.lines.tick(())
        self.context.toast(
            _("Version {number} is published.").format(number=number),
            action=(_("Tell people…"), self._tell),
        )

    def _not_published(self, error: KnownError) -> None:
        # Somebody was faster, or the draft has changed: what is true now stands beside it.
        self.context.error(error)
        self.refresh(None)

    def _renew(self) -> None:
        plan = self._plan()
        if plan is not None:
            self.context.operations.command(
                self,
                partial(self.context.services.publishing.draft_from, plan.id),
                self._renewed,
            )

    def _renewed(self, plan_id: int) -> None:
        # The news that follows loads the versions anew, this one among them.
        self._wanted = plan_id

    def _tick_all(self) -> None:
        lines = self.view.conflicts.lines
        lines.tick(row.key for row in lines.rows)

    # Ways to other pages

    def _choose_programme(self) -> None:
        self._programme_id = self.view.programme.currentData()
        self.refresh(None)

    def _show_on_board(self) -> None:
        plan = self._plan()
        if plan is not None:
            self.context.go("board", programme_id=self._programme_id, plan_id=plan.id)

    def _compare(self) -> None:
        plan = self._plan()
        if plan is not None:
            self.context.go("compare", programme_id=self._programme_id, b_id=plan.id)

    def _tell(self) -> None:
        self.context.go("messages", programme_id=self._programme_id)

    def _act_on_empty(self) -> None:
        if self._loaded is None:
            self.refresh(None)
        elif self._loaded.programmes:
            self.context.go("board", programme_id=self._programme_id, solve=True)
        else:
            self.context.go("programme", new=True)

    def _act_at_side(self) -> None:
        self._show_version(None)
