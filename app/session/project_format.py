"""What a file of corrections holds. Apart from what reads and writes it, since pydantic takes a while to be imported,
and the window needs it only for a file that was corrected. No Qt here."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.session.edits import LONGEST_NAME, LONGEST_TEXT
from recognizer.model.segments import LATEST

MOST_STRETCHES, MOST_PEOPLE = 100_000, 10_000

Number = Annotated[int, Field(ge=0, lt=1_000_000_000)]
Seconds = Annotated[float, Field(ge=0, le=LATEST, allow_inf_nan=False)]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class KeptSource(_Strict):
    """What the corrections are of. ``bytes`` and ``seconds`` tell whether a file is that one."""

    name: str = Field(max_length=LONGEST_NAME)
    bytes: int = Field(ge=0)
    seconds: Seconds | None = None


class KeptStretch(_Strict):
    """A correction: ``label`` is ``None`` where the user says that nothing is done."""

    person: Number
    start: Seconds
    end: Seconds
    label: Text | None


class KeptProject(_Strict):
    """The whole file."""

    format: Literal["MS-SA Studio project"] = "MS-SA Studio project"
    version: Literal[1] = 1
    source: KeptSource
    stretches: list[KeptStretch] = Field(max_length=MOST_STRETCHES)
    names: dict[Number, Text] = Field(max_length=MOST_PEOPLE)
    same_as: dict[Number, Number] = Field(max_length=MOST_PEOPLE)
