"""Where it is chosen whether other programs are told what happens, and at which address."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from app.texts import mark, tr
from app.widgets.controls import CheckBox, caption
from app.widgets.theme import GAP, MARGIN
from recognizer.errors import UserError
from recognizer.events.stream_address import StreamAddress

OFF = mark("Off: nothing listens on the network.")
OPEN_TO_ALL = mark(
    "Everybody who reaches this machine can follow what is recognized, without a password and unencrypted. "
    "A port alone, such as 8765, is for programs of this machine."
)


class StreamFields(QWidget):
    """Begins with ``offered`` and ``address``. ``chosen`` carries both whenever one of them is chosen anew."""

    chosen = Signal(bool, object)

    def __init__(self, offered: bool, address: StreamAddress) -> None:
        super().__init__()
        self._address = address
        self.offered = CheckBox(tr("Tell other programs what happens (WebSocket)"))
        self.offered.setAccessibleName(tr("Tell other programs what happens, by WebSocket"))
        self.offered.setChecked(offered)
        self.address = QLineEdit(str(address))
        self.address.setAccessibleName(tr("Address of the stream"))
        self.address.setPlaceholderText(tr("A port, such as 8765, or HOST:PORT"))
        self.address.setMinimumWidth(320)
        self.warning, self.state = caption(""), caption(tr(OFF))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * MARGIN)
        form.setVerticalSpacing(GAP)
        form.addRow(self.offered)
        form.addRow(tr("Address"), self.address)
        form.addRow("", self.warning)
        form.addRow("", self.state)
        self._warn()
        self.offered.toggled.connect(lambda _: self._choose(always=True))
        self.address.editingFinished.connect(lambda: self._choose(always=False))

    def show_state(self, offered: bool, sentence: str) -> None:
        """Say what has become of it."""
        self.offered.blockSignals(True)
        self.offered.setChecked(offered)
        self.offered.blockSignals(False)
        self.state.setText(sentence or tr(OFF))

    def _choose(self, always: bool) -> None:
        before = self._address
        try:
            self._address = StreamAddress.parse(self.address.text())
        except UserError as error:
            self._warn(str(error))
            return
        self._warn()
        if always or self._address != before:
            self.chosen.emit(self.offered.isChecked(), self._address)

    def _warn(self, mistake: str = "") -> None:
        warning = mistake or ("" if self._address.is_private else tr(OPEN_TO_ALL))
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
