"""Type and spacing of the window, and how Qt gets the colours of ``recognizer.colours``."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.options import Appearance
from app.widgets.focus_ring import show_focus
from app.widgets.text_size import px
from recognizer.colours import DARK, LIGHT, Theme

GAP, MARGIN, RADIUS = 8, 16, 8
THIN = 2  # pixels: lines are no thicker where texts are larger
CAPTION, BODY, SECTION, DISPLAY = 12, 13, 15, 26  # type scale, pixels at a text size of 100 %


def current_theme(appearance: Appearance = Appearance.SYSTEM) -> Theme:
    """The theme asked for, or the system's."""
    if appearance is not Appearance.SYSTEM:
        return DARK if appearance is Appearance.DARK else LIGHT
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def font(size: int = BODY, bold: bool = False) -> QFont:
    """The application's font at one of the sizes above, larger with the size of text."""
    return exact_font(px(size), bold)


def exact_font(pixels: int, bold: bool = False) -> QFont:
    """The application's font, so many pixels high."""
    result = QFont(QApplication.font())
    result.setPixelSize(max(pixels, 1))
    result.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return result


def apply(app: QApplication, theme: Theme) -> None:
    """Give the whole application these colours and the window's type, unless it has them: every widget that there is
    takes part in that."""
    sheet = _sized(_style_sheet(theme))
    if app.styleSheet() == sheet and app.palette() == _palette(theme) and app.font() == font():
        return
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette(theme))
    app.setStyleSheet(sheet)
    show_focus(app)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.text,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.Mid: theme.line,
        role.Midlight: theme.line,
        role.Light: theme.surface,
        role.Dark: theme.line,
        role.Shadow: theme.line,
    }
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(theme.muted)
        faded.setAlpha(130)
        palette.setColor(QPalette.ColorGroup.Disabled, which, faded)
    return palette


def _see_through(colour: str, percent: int) -> str:
    """A colour as a style sheet has it, through which what lies behind is seen: text stays legible on it."""
    shade = QColor(colour)
    return f"rgba({shade.red()}, {shade.green()}, {shade.blue()}, {percent}%)"


def _sized(sheet: str) -> str:
    """The style sheet at the size of text: all its pixels but those of lines."""
    return re.sub(r"(?<![\w.])(\d+)px", lambda found: f"{_sized_pixels(int(found[1]))}px", sheet)


def _sized_pixels(pixels: int) -> int:
    return pixels if pixels <= THIN else px(pixels)


def _style_sheet(theme: Theme) -> str:
    return f"""
    QMenuBar {{ background: {theme.window}; padding: 2px {GAP}px; }}
    QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {theme.raised}; }}
    QMenu {{ background: {theme.surface}; border: 1px solid {theme.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 28px 5px 24px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {theme.raised}; }}
    QMenu::item:disabled {{ color: {theme.muted}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 8px; }}
    QToolBar {{ background: {theme.window}; border: none; border-bottom: 1px solid {theme.line};
        padding: 0 {GAP}px; spacing: 2px; }}
    QToolBar::separator {{ width: 1px; background: {theme.line}; margin: 5px 4px; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 4px 5px; color: {theme.text}; }}
    QToolButton[plain="true"] {{ padding: 3px; }}
    QToolButton:hover {{ background: {theme.raised}; }}
    QToolButton:checked {{ background: {theme.raised}; color: {theme.accent}; }}
    QToolButton[why="true"] {{ border: 1px solid {theme.line}; border-radius: 10px; padding: 0; color: {theme.muted}; }}
    QStatusBar {{ background: {theme.window}; border-top: 1px solid {theme.line}; color: {theme.muted}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {theme.muted}; font-size: {CAPTION}px; }}
    QFrame[card="true"] {{ background: {theme.surface}; border: 1px solid {theme.line}; border-radius: {RADIUS}px; }}
    QLabel {{ background: transparent; }}
    QLabel[backdrop="true"] {{ background: {theme.stage}; color: {theme.muted}; border-radius: {RADIUS}px;
        font-size: {SECTION}px; }}
    QLabel[recording="true"] {{ background: #c8261b; color: #ffffff; border-radius: 6px; padding: 4px 10px;
        font-weight: 600; }}
    QLabel[hint="true"] {{ background: rgba(11, 14, 18, 215); color: #ffffff; border-radius: {RADIUS}px;
        padding: 7px 14px; font-size: {SECTION}px; }}
    QLabel[cover="true"] {{ background: {theme.surface}; color: {theme.muted}; }}
    QFrame[backdrop="true"] {{ background: {theme.stage}; border-radius: {RADIUS}px; }}
    QLabel[muted="true"] {{ color: {theme.muted}; }}
    QLabel[caption="true"] {{ color: {theme.muted}; font-size: {CAPTION}px; }}
    QLabel[section="true"] {{ font-size: {SECTION}px; font-weight: 600; }}
    QComboBox {{ background: {theme.surface}; border: 1px solid {theme.line}; border-radius: 6px;
        padding: 4px 8px; min-height: 20px; }}
    QComboBox[compact="true"] {{ padding: 1px 8px; min-height: 16px; }}
    QComboBox:disabled {{ color: {theme.muted}; background: {theme.window}; }}
    QAbstractSpinBox {{ background: {theme.surface}; border: 1px solid {theme.line}; border-radius: 6px;
        padding: 4px 8px; min-height: 20px; }}
    QAbstractSpinBox[compact="true"] {{ padding: 1px 4px; min-height: 16px; }}
    QAbstractSpinBox QLineEdit {{ border: none; background: transparent; padding: 0 4px; }}
    QAbstractSpinBox:disabled {{ color: {theme.muted}; background: {theme.window}; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; background: transparent; width: 18px; }}
    QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {theme.raised}; }}
    QComboBox::drop-down {{ border: none; width: 18px; }}
    QComboBox QAbstractItemView {{ background: {theme.surface}; border: 1px solid {theme.line};
        selection-background-color: {theme.raised}; selection-color: {theme.text}; outline: none; }}
    QPushButton {{ background: {theme.surface}; border: 1px solid {theme.line}; border-radius: 6px;
        padding: 5px 12px; }}
    QPushButton[compact="true"] {{ padding: 1px 8px; }}
    QPushButton:checked {{ background: {theme.raised}; color: {theme.accent}; border: 1px solid {theme.accent}; }}
    QPushButton:hover {{ background: {theme.raised}; }}
    QPushButton:disabled {{ color: {theme.muted}; background: {theme.window}; }}
    QPushButton:default {{ border: 1px solid {theme.accent}; }}
    QListWidget, QListView, QTreeWidget, QTableWidget, QLineEdit {{ background: {theme.surface};
        border: 1px solid {theme.line};
        border-radius: 6px; padding: 4px; selection-background-color: {theme.notice};
        selection-color: {theme.text}; outline: none; }}
    QListWidget::item, QTreeWidget::item {{ padding: 4px 6px; border-radius: 4px; }}
    QTreeWidget::item {{ border-radius: 0; padding: 0 3px; height: 24px; }}
    QTreeWidget::indicator {{ width: 12px; height: 12px; border: 1px solid {theme.muted}; border-radius: 3px; }}
    QTreeWidget::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent}; }}
    QTreeWidget::indicator:indeterminate {{ width: 6px; height: 6px; border: 4px solid {theme.accent}; }}
    QListWidget::item:selected, QTreeWidget::item:selected,
    QTableWidget::item:selected {{ background: {theme.notice}; color: {theme.text}; }}
    QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;
        border-bottom: 1px solid {theme.line}; padding: 5px 6px; }}
    QProgressBar {{ background: {theme.raised}; border: none; border-radius: 4px; text-align: center;
        margin: 5px 4px; color: {theme.text}; font-size: {CAPTION}px; }}
    QProgressBar::chunk {{ background: {_see_through(theme.accent, 45)}; border-radius: 4px; }}
    QRadioButton {{ spacing: 8px; }}
    QRadioButton::indicator {{ width: 13px; height: 13px; border: 1px solid {theme.muted}; border-radius: 7px;
        background: {theme.surface}; }}
    QRadioButton::indicator:checked {{ border: 4px solid {theme.accent}; width: 7px; height: 7px; }}
    QRadioButton::indicator:disabled {{ border: 1px solid {theme.line}; }}
    QRadioButton:disabled {{ color: {theme.muted}; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {theme.line}; }}
    QTabWidget::tab-bar {{ left: 0px; }}
    QTabBar::tab {{ background: transparent; color: {theme.muted}; padding: 7px 8px; margin: 0;
        border: none; border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 2px solid {theme.accent}; }}
    QTabBar::tab:hover {{ color: {theme.text}; }}
    QScrollBar:vertical {{ background: transparent; width: 14px; margin: 0 0 0 4px; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {theme.line}; border-radius: 4px; margin: 1px; min-height: 24px;
        min-width: 24px; }}
    QScrollBar::handle:hover {{ background: {theme.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
        border: none; width: 0; height: 0; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QSplitter::handle {{ background: transparent; }}
    QToolTip {{ background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px 6px; }}
    QSlider:horizontal {{ min-height: 16px; }}
    QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {theme.line}; }}
    QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {theme.accent}; }}
    QSlider::sub-page:horizontal:disabled {{ background: {theme.line}; }}
    QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -5px 0; border-radius: 7px;
        background: {theme.accent}; }}
    QSlider::handle:horizontal:disabled {{ background: {theme.line}; }}
    """
