"""The language of the window, Qt's own buttons included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator

from app.i18n import set_language
from ui.dates import locale

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Each language by its own name: who cannot read the present one finds it.
NAMES = {"en": "English", "ru": "Русский"}


class LanguageSwitch(QObject):
    """Puts texts of ours, of Qt, dates and numbers into one language."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._qt_texts: QTranslator | None = None

    def switch(self, language: str) -> None:
        """Speak ``language`` from now on; what is on the screen has to be told anew."""
        set_language(language)
        QLocale.setDefault(locale())
        if self._qt_texts is not None:
            self._application.removeTranslator(self._qt_texts)
            self._qt_texts.deleteLater()
            self._qt_texts = None
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        texts = QTranslator(self)
        # Also for English: its file holds the plurals that Qt's source texts leave open.
        if texts.load(f"qtbase_{language}", folder):
            self._application.installTranslator(texts)
            self._qt_texts = texts
