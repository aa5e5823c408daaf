"""What happens outside the program when something happens before the camera or in a file."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.dialogs.stream_fields import StreamFields
from app.texts import tr
from app.widgets.scrolled import Scrolled
from app.widgets.theme import MARGIN
from recognizer.events.stream_address import StreamAddress


class EventsDialog(QDialog):
    """What is chosen in ``stream`` takes effect at once. It begins with ``offered`` and ``address``."""

    def __init__(self, offered: bool, address: StreamAddress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("For other programs"))
        self.stream = StreamFields(offered, address)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter is for the address
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(MARGIN)
        layout.addWidget(Scrolled(self.stream))
        layout.addWidget(buttons)
