"""How an annotated video is written: what is seen of the picture, and whether its sound is kept."""

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.texts import mark, tr
from app.widgets.controls import CheckBox, DropDown
from app.widgets.text_size import px
from app.widgets.theme import GAP
from recognizer.output.video_style import PictureStyle, VideoStyle

WORDS = {
    PictureStyle.SHOWN: mark("Shown"),
    PictureStyle.FACES_HIDDEN: mark("With faces hidden"),
    PictureStyle.HIDDEN: mark("Skeletons alone"),
}
VOICES = mark("Voices can tell who people are.")


class VideoOptions(QWidget):
    """``caption`` says what the choice does not promise."""

    def __init__(self, style: VideoStyle) -> None:
        super().__init__()
        self.picture, self.sound, self.caption = DropDown(), CheckBox(tr("Keep the sound")), QLabel()
        for picture, words in WORDS.items():
            self.picture.addItem(tr(words), picture)
        self.picture.setCurrentIndex(list(WORDS).index(style.picture))
        self.picture.setAccessibleName(tr("Picture of the annotated video"))
        self.sound.setChecked(style.sound)
        self.sound.setAccessibleDescription(tr(VOICES))
        self.caption.setProperty("caption", True)
        self.caption.setWordWrap(True)
        label = QLabel(tr("Picture"))
        label.setBuddy(self.picture)
        grid = QGridLayout(self)
        grid.setContentsMargins(px(24), 0, 0, px(4))
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.picture, 0, 1)
        grid.addWidget(self.sound, 1, 0, 1, 2)
        grid.addWidget(self.caption, 2, 0, 1, 2)
        self.picture.currentIndexChanged.connect(lambda _: self._update())
        self.sound.toggled.connect(lambda _: self._update())
        self._update()

    @property
    def style_chosen(self) -> VideoStyle:
        """What is chosen now."""
        return VideoStyle(list(WORDS)[self.picture.currentIndex()], self.sound.isChecked())

    def _update(self) -> None:
        style = self.style_chosen
        heard = style.sound and style.picture is not PictureStyle.SHOWN
        self.caption.setText(" ".join(filter(None, (tr(style.note), tr(VOICES) if heard else ""))))
        self.caption.setVisible(bool(self.caption.text()))
