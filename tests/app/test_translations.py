"""The window's languages: every text is translated, and nothing but the window is."""

import ast
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as xml
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from app.languages import SPOKEN, first_spoken, speak
from app.options import Language
from app.refresh_translations import CODES, source_file, table_texts
from app.texts import in_english, tr
from app.window.main_window import MainWindow
from app.window.status_line import LESSER
from recognizer.resources import SAMPLE_CLIP, TRANSLATIONS
from tests.app.fakes import LABELS
from tests.paths import ROOT

CODE = sorted((ROOT / "app").rglob("*.py"))
TERMINAL = ("cli.py", "argument_types.py", "refresh_translations.py")  # which speak English
# What puts words before the user, with those of our own that hand them on. "emit" is among them, which also carries
# ids: these are single words without a capital.
SHOWN_BY = re.compile(
    r"^(set(Text|ToolTip|AccessibleName|AccessibleDescription|WindowTitle|PlaceholderText|InformativeText|Title|Label"
    r"|IconText|StatusTip|HeaderLabels|HorizontalHeaderLabels|Format)|add(Action|Menu|Item|Items|Row|Tab|Button)"
    r"|Q(Label|PushButton|CheckBox|RadioButton|Action|Menu|GroupBox)|CheckBox|WordsButton|caption|ElidedLabel"
    r"|UserError|emit|report|show_notice|show_words|show_preparing|set_full_text|getOpenFileName|getOpenFileNames"
    r"|getSaveFileName|getExistingDirectory|drawText|_tell|_say|_tool|_choice|_heading|_set_answer|value_line"
    r"|MatrixView|sentence_of|guarded)$"
)
SAME = {"Ctrl+Z", "Ctrl+Shift+Z", "What “” depends on"}  # keys, and what stands in figures alone


def messages(code: str) -> list[xml.Element]:
    return list(xml.parse(source_file(code)).iter("message"))


def marked() -> Iterator[str]:
    """The texts that stand in the code to be translated."""
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "mark"):
                parts = ast.walk(node.args[0])
                yield from (one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str))


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^}]*\}", text))


@pytest.mark.parametrize("code", CODES)
def test_every_text_is_translated_and_nothing_else(code: str) -> None:
    found = messages(code)
    wanted = {*marked(), *filter(None, table_texts())}
    assert {one.findtext("source") for one in found} == wanted, "python -m app.refresh_translations was not run"
    lacking = [one.findtext("source") for one in found if one.find("translation[@type]") is not None]
    assert not lacking and all(one.findtext("translation") for one in found), f"not translated: {lacking}"


@pytest.mark.parametrize("code", CODES)
def test_a_translation_has_the_texts_placeholders_and_spaces(code: str) -> None:
    for one in messages(code):
        text, said = one.findtext("source", ""), one.findtext("translation", "")
        assert placeholders(said) == placeholders(text), text
        assert (said[0] == " ", said[-1] == " ") == (text[0] == " ", text[-1] == " "), text
        assert said.count("\n") == text.count("\n") and ("&" in said) == ("&" in text), text


@pytest.mark.parametrize("code", CODES)
def test_what_the_window_reads_is_what_people_wrote(code: str) -> None:
    translator = QTranslator()
    assert translator.load(f"mssa_{code}", str(TRANSLATIONS))
    for one in messages(code):
        text = one.findtext("source", "")
        assert translator.translate("", text) == one.findtext("translation"), text


def words_shown(node: ast.Call) -> Iterator[str]:
    """The words in a call's arguments that nobody translates."""
    parts: list[ast.AST] = [*node.args, *(keyword.value for keyword in node.keywords)]
    while parts:
        part = parts.pop()
        if isinstance(part, ast.Call):
            continue  # what it shows is looked at by itself
        if isinstance(part, ast.JoinedStr):
            yield "".join(piece.value for piece in part.values if isinstance(piece, ast.Constant))
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
        elif not isinstance(part, ast.Compare):
            parts += ast.iter_child_nodes(part)


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def untranslated(file: Path) -> list[str]:
    calls = (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    shown = (words for call in calls if SHOWN_BY.match(name_of(call.func)) for words in words_shown(call))
    # Ids, keys, endings and styles are no words: neither a capital and a small letter, nor two words, nor dots.
    words = (one for one in shown if re.search(r"(^|[ “(])[A-Z][a-z]|[a-z]{2,} [a-z]{2,}|[a-z]…", one))
    return [one for one in words if one not in SAME]


def test_no_words_are_shown_that_nobody_translates() -> None:
    window = [file for file in CODE if file.name not in TERMINAL and "figures" not in file.parts]
    found = {file.relative_to(ROOT).as_posix(): words for file in window if (words := untranslated(file))}
    assert not found, "put them into tr()"


def test_words_that_nobody_translates_are_found(tmp_path: Path) -> None:
    file = tmp_path / "some.py"
    file.write_text(
        'label.setText(f"Open {name}")\nQLabel(tr("Open"))\nbox.emit("show_tab")\nbox.setText("more words")'
    )
    assert untranslated(file) == ["Open ", "more words"]


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    speak(qapp, Language.GERMAN)
    yield
    speak(qapp, Language.ENGLISH)


def test_the_window_speaks_german(open_window, wait, german: None) -> None:
    window = open_window(str(SAMPLE_CLIP))
    menus = [action.text() for action in window.menuBar().actions()]
    assert menus == ["&Datei", "&Bearbeiten", "&Wiedergabe", "&Ansicht", "&Extras", "&Hilfe"]
    assert window.menus.actions["show_settings"].text() == "Einstellungen …"
    titles = [window.inside.tabs.tabText(place) for place in range(window.inside.tabs.count())]
    assert titles == ["Topologie", "Aufmerksamkeit", "Maskieren", "Signale", "Kurs", "Lehren"]
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert buttons.buttons()[0].text().replace("&", "") == "Abbrechen", "Qt's own words"
    wait(lambda: window.pipeline.model is not None)
    assert "Modell" in window.status.rates.text() or wait(lambda: "Modell" in window.status.rates.text()) is None


def test_what_goes_into_files_stays_english(open_window, wait, pause, german: None) -> None:
    window: MainWindow = open_window(str(SAMPLE_CLIP))
    wait(lambda: window.inside.shown is not None and window.timeline.tracks.rows)
    pause(window)
    figures = window.exports._figures
    for title in ("Topology", "Attention", "Masking", "Signals"):
        window.inside.choose_tab(title)
        drawing = figures.inside("clip")
        if drawing is not None:  # what masking shows takes a while
            told = f"{drawing.heading.title} {drawing.heading.details} {drawing.tabbed()}"
            assert title == "Masking" or "Person 1" in told
            assert not re.search("Gelenk|Aufmerksamkeit|Ellbogen|Mittel|Modell", told)
    drawing = figures.timeline("clip")
    assert drawing is not None and "What was recognized" in drawing.heading.title
    assert set(LABELS) >= {window.pipeline.model.labels[0]}, "labels are data"


def test_english_for_files_and_back(german: None) -> None:
    with in_english():
        assert tr("Attention") == "Attention"
    assert tr("Attention") == "Aufmerksamkeit"


@pytest.mark.parametrize("code", CODES)
def test_the_status_line_finds_the_figures_that_may_go(qapp: QApplication, code: str) -> None:
    """By the words that they begin with."""
    texts = {one.findtext("source", ""): one.findtext("translation", "") for one in messages(code)}
    for word in LESSER:
        rates = [said for text, said in texts.items() if text.startswith(f"{word} {{")]
        assert rates and all(said.startswith(texts[word]) for said in rates)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (["de-AT", "en"], Language.GERMAN),
        (["es_MX.UTF-8"], Language.SPANISH),
        (["fr-FR", "es-ES"], Language.SPANISH),
        (["en-GB", "de-DE"], Language.ENGLISH),
        (["fr-FR"], Language.ENGLISH),
        ([], Language.ENGLISH),
    ],
)
def test_the_first_language_of_the_system_that_the_window_speaks(wanted: list[str], expected: Language) -> None:
    assert first_spoken(wanted) is expected
    assert set(SPOKEN.values()) == set(Language) - {Language.SYSTEM}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the system's language is no variable")
def test_the_systems_language_decides_unless_one_is_chosen(tmp_path: Path) -> None:
    code = (
        "from PySide6.QtWidgets import QApplication\n"
        "from app.languages import speak\nfrom app.settings_store import SettingsStore\nfrom app.texts import tr\n"
        "app, store = QApplication([]), SettingsStore()\n"
        "speak(app, store.language)\nprint(tr('Settings'))\n"
        "from app.options import Language\nstore.language = Language.GERMAN\nstore.save()\n"
        "speak(app, SettingsStore().language)\nprint(tr('Settings'))\n"
    )
    env = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    env |= {"LC_ALL": "es_ES.UTF-8", "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=240)
    assert done.stdout.split() == ["Ajustes", "Einstellungen"], done.stderr
