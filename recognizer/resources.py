"""Where the files lie that come with the program: models, lessons, icons, the sample clip.

In a checkout they are the folder ``resources`` beside the packages; in an installed copy they are inside this package,
as ``recognizer/resources_data`` (see ``pyproject.toml``), so that nothing of ours lies loose in ``site-packages``.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
CHECKOUT = _PACKAGE.parent  # the project's top level, where there is one
_INSTALLED = _PACKAGE / "resources_data"

RESOURCES = _INSTALLED if _INSTALLED.is_dir() else CHECKOUT / "resources"
MODELS = RESOURCES / "models"  # a folder for each bundled model
SAMPLE_CLIP = RESOURCES / "sample.npz"  # the drawn person who is shown where there is no camera
LESSON = RESOURCES / "lesson"
MOVEMENTS = RESOURCES / "movements.yaml"  # drawn examples of actions
TRANSLATIONS = RESOURCES / "translations"  # of the window, each as Qt reads it (.qm) and as people do (.ts)
ICONS = RESOURCES / "icons"  # SVG, 24 by 24, in ``currentColor``
