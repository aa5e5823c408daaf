"""Where the address of a network camera, or of a video on the network, is typed, with a name and a password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.texts import tr
from app.widgets.theme import GAP
from recognizer.sources.addresses import is_address, scheme_of, signed_in


class AddressFields(QWidget):
    """``changed`` comes when something is typed; ``entered`` when Enter is pressed in a field."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.address = _field(tr("Or an address: rtsp://… or http://…"), tr("Address of a network camera or a video"))
        self.name = _field(tr("Name"), tr("Name for the address, where it wants one"))
        self.password = _field(tr("Password"), tr("Password for the address, where it wants one"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for field, share in ((self.address, 3), (self.name, 1), (self.password, 1)):
            layout.addWidget(field, share)
            field.textChanged.connect(lambda _: self.changed.emit())
            field.returnPressed.connect(self.entered)

    @property
    def spec(self) -> str | None:
        """The address with name and password in it, ``None`` where nothing was typed, or no address."""
        typed = self.address.text().strip()
        if scheme_of(typed) == "file":
            return typed
        return signed_in(typed, self.name.text(), self.password.text()) if is_address(typed) else None

    @property
    def typed(self) -> bool:
        """Whether there is anything in the field for the address."""
        return bool(self.address.text().strip())


def _field(placeholder: str, name: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(placeholder)
    field.setAccessibleName(name)
    return field
