"""The settings page: shows what is chosen and keeps every change at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.i18n import _
from app.wording.zones import zones
from ui.page import Page
from ui.pages.settings.view import SettingsView

if TYPE_CHECKING:
    from app.changes import Changes
    from app.settings import Setting
    from ui.context import Context


class SettingsPage(Page):
    """Language, looks, company, times, folders."""

    name = "settings"
    icon = "settings-3-line"
    opens_group = True
    listens_to = frozenset({"settings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = SettingsView(context.theme)
        self.set_view(self.view)
        self.view.edited.connect(self._edited)
        self.view.path_asked.connect(self._find)

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Settings")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        # Names of cities come from a worker in the language of now.
        self.context.operations.query(self, zones, self.view.offer_zones, key="zones")
        self.view.show_settings(self.context.settings)

    def arrive(self, **where: object) -> None:
        """Put the keyboard on the first field."""
        self.view.show_settings(self.context.settings)
        self.view.take_focus()

    def refresh(self, changes: Changes | None) -> None:
        """Show what is chosen now."""
        self.view.show_settings(self.context.settings)

    def _edited(self, setting: Setting[Any], value: object) -> None:
        self.context.settings.set(setting, value)

    def _find(self, setting: Setting[Any]) -> None:
        title = _(setting.title)
        if setting.kind == "folder":
            path = self.context.interaction.choose_folder(title)
        elif setting.kind == "slides":
            slides = [(_("Presentations"), "*.pptx *.potx")]
            path = self.context.interaction.open_file(title, slides)
        else:
            pictures = [(_("Pictures"), "*.png *.jpg *.jpeg")]
            path = self.context.interaction.open_file(title, pictures)
        if path is not None:
            self.view.enter(setting, str(path))
