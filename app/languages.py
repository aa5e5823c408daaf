"""In which language the window speaks: the files of its texts, and Qt's own for OK, Cancel and the like."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.options import Language
from app.texts import translate_by
from recognizer.resources import TRANSLATIONS

SPOKEN = {"en": Language.ENGLISH, "de": Language.GERMAN, "es": Language.SPANISH}


def speak(app: QCoreApplication, chosen: Language) -> Language:
    """Have all that is made from now on speak the chosen language; returns which one that is. A text that a language
    lacks stays English."""
    language = chosen if chosen is not Language.SYSTEM else first_spoken(QLocale.system().uiLanguages())
    translate_by(None)
    for before in app.findChildren(QTranslator):
        app.removeTranslator(before)
        before.deleteLater()
    if language is Language.ENGLISH:
        return language
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{language.value}", qt), (f"mssa_{language.value}", str(TRANSLATIONS))):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
    translate_by(lambda text, comment: QCoreApplication.translate("", text, comment or None))
    return language


def first_spoken(wanted: Sequence[str]) -> Language:
    """The first of the wanted languages, as ``de-AT``, that the window speaks; English where it speaks none."""
    codes = (name.replace("_", "-").split("-")[0].lower() for name in wanted)
    return next((SPOKEN[code] for code in codes if code in SPOKEN), Language.ENGLISH)
