"""Which libraries of the operating system are missing on a bare Linux, and how to get them.

Qt and MediaPipe bring most of what they need in their wheels, but not the libraries of the window system, of OpenGL and
of fonts. What is missing is asked of the dynamic linker (``ldd``), so that the answer fits the versions installed.

Standard library alone and no import of the project: ``start.py`` loads this file before anything is installed.
"""

import ctypes
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

WINDOW = "the window"
POSE = "finding people in pictures"
VIDEO = "reading pictures and videos"

# Which files of the installed packages are asked, and what does not work where one of them cannot be loaded.
# Qt loads its platform plugin and the plugin's GL integrations by name at run time, so they are asked by themselves.
ASKED = {
    WINDOW: (
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
        "PySide6/Qt/plugins/xcbglintegrations/libqxcb-egl-integration.so",
    ),
    POSE: ("mediapipe/tasks/c/libmediapipe.so",),
    VIDEO: ("cv2/cv2.abi3.so",),
}
WAYLAND_PLUGIN = "PySide6/Qt/plugins/platforms/libqwayland.so"

# Everything outside the C library that those files link to, and the Debian and Ubuntu package that holds it. Where
# newer releases renamed a package (libglib2.0-0t64), the new one still answers to the old name.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libGLESv2.so.2": "libgles2",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libXau.so.6": "libxau6",
    "libXdmcp.so.6": "libxdmcp6",
    "libXext.so.6": "libxext6",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libXrender.so.1": "libxrender1",
    "libbrotlidec.so.1": "libbrotli1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbz2.so.1.0": "libbz2-1.0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgomp.so.1": "libgomp1",
    "libpng16.so.16": "libpng16-16",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


@dataclass(frozen=True)
class MissingLibrary:
    """A library that the dynamic linker does not find, and what does not work without it."""

    name: str
    needed_for: str

    @property
    def package(self) -> str | None:
        """The Debian package that holds it, where known."""
        return PACKAGES.get(self.name)


def missing_libraries(
    site_packages: Path, purposes: Iterable[str] = tuple(ASKED), linked: Callable[[Path], str] | None = None
) -> list[MissingLibrary]:
    """The libraries that the packages under ``site_packages`` link to and the system lacks, each named once.

    ``linked`` gives ldd's answer for a file, and is there for tests. Empty where nothing is missing, where a package is
    not installed, and on systems other than Linux (there the wheels are complete).
    """
    linked = linked or _ldd
    found: dict[str, MissingLibrary] = {}
    for purpose in purposes:
        for name in _asked(purpose):
            file = Path(site_packages) / name
            if file.is_file():
                for library in not_found(linked(file)):
                    found.setdefault(library, MissingLibrary(library, purpose))
    return list(found.values())


def not_found(answer: str) -> list[str]:
    """The libraries that an answer of ldd calls "not found", in order, each once."""
    return list(dict.fromkeys(re.findall(r"^\s*(\S+) => not found", answer, flags=re.MULTILINE)))


def debian_packages(missing: Iterable[MissingLibrary]) -> list[str]:
    """The Debian packages that hold the ``missing`` libraries, sorted."""
    return sorted({library.package for library in missing if library.package})


def install_line(missing: Iterable[MissingLibrary]) -> str:
    """The one line that installs the ``missing`` libraries on this system, or, elsewhere, their names.

    Fedora's and openSUSE's package managers take the name of a library in place of that of a package.
    """
    missing = list(missing)
    sudo = "" if os.name == "posix" and os.geteuid() == 0 else "sudo "
    for manager in ("dnf", "zypper"):
        if shutil.which(manager) and not shutil.which("apt-get"):
            return f"{sudo}{manager} install " + " ".join(f"'{library.name}()(64bit)'" for library in missing)
    unknown = [library.name for library in missing if not library.package]
    if not shutil.which("apt-get"):
        return "with your system's package manager: " + ", ".join(library.name for library in missing)
    line = f"{sudo}apt-get install " + " ".join(debian_packages(missing))
    return line + (f" (and the packages that hold {', '.join(unknown)})" if unknown else "")


def _asked(purpose: str) -> tuple[str, ...]:
    files = ASKED[purpose]
    return (*files, WAYLAND_PLUGIN) if purpose == WINDOW and os.environ.get("WAYLAND_DISPLAY") else files


def _ldd(file: Path) -> str:
    if not shutil.which("ldd"):
        return "\n".join(f"{name} => not found" for name in PACKAGES if not _loads(name)) if _is_elf(file) else ""
    answer = subprocess.run(["ldd", str(file)], capture_output=True, text=True, errors="replace", check=False)
    return answer.stdout


def _is_elf(file: Path) -> bool:
    with open(file, "rb") as start:
        return start.read(4) == b"\x7fELF"


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
