"""What a first start does: a virtual environment, the packages, the system's libraries, the pose model.

Standard library alone, for it runs before anything is installed. ``start.py`` calls it when its stamp says that
something is missing, and after an interruption; everything here takes up where it was left.
"""

import csv
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from recognizer.setup import system_libraries

# What is downloaded, in MB: the sum of the wheels that constraints.txt names, equal for Python 3.11 to 3.13.
DOWNLOAD = {"linux": 525, "darwin": 405, "win32": 385}
CUDA_DOWNLOAD = 3055  # Linux with PyTorch's CUDA build
EXTRAS_DOWNLOAD = 50  # what training and the tests need on top
POSE_DOWNLOAD = 36
DISK = 2500  # what the environment takes, in MB, with room to unpack
CUDA_DISK = 8000
PATH_FILE = "mssa-studio.pth"  # in the environment; names the project's folder

PIP_FAILED = (
    "The packages could not be installed; pip's own words stand above. With a working connection and enough free disk, "
    "start again: it goes on from here."
)


class SetUpError(Exception):
    """Why the set-up cannot go on, in one plain sentence."""


@dataclass(frozen=True)
class Plan:
    """What to set up, and where."""

    root: str  # the project's folder
    environment: str  # the virtual environment's folder
    python: str  # the environment's Python, there or not
    usable: bool  # was the environment made by this Python, and is that still there?
    extras: list[str]  # optional groups of pyproject.toml
    system: bool  # may packages of the operating system be installed?
    torch_index: str  # a further package index for PyTorch, or ""

    @property
    def constraints(self) -> str:
        """The file with the exact versions."""
        return os.path.join(self.root, "constraints.txt")

    @property
    def site_packages(self) -> Path:
        """The folder that the environment's packages lie in."""
        if os.name == "nt":
            return Path(self.environment, "Lib", "site-packages")
        return Path(self.environment, "lib", f"python3.{sys.version_info.minor}", "site-packages")


def set_up(plan: Plan) -> None:
    """Install whatever is missing. Raises ``SetUpError`` where that cannot be done."""
    if reason := unsuited():
        raise SetUpError(reason)
    say(f"Setting MS-SA Studio up in {plan.environment}")
    make_environment(plan)
    for name in forget_half_installed(plan.site_packages):
        say(f"{name} was left half installed and is installed anew.")
    install_packages(plan)
    make_checkout_importable(plan)
    provide_system_libraries(plan)
    prepare_pose_model(plan)


def say(sentence: str) -> None:
    """Report what is being done, on standard error: standard output belongs to the program that is started."""
    print(f"start.py: {sentence}", file=sys.stderr, flush=True)


# ---- The machine


def unsuited() -> str:
    """Why this machine cannot run the program, in one sentence, read from the wheels' own tags; "" where it can."""
    machine = platform.machine().lower()
    if sys.maxsize < 2**32:
        return "MS-SA Studio needs a 64-bit Python, and this is a 32-bit one."
    if sys.platform == "darwin":
        version = platform.mac_ver()[0]
        if machine != "arm64":
            return "MediaPipe and PyTorch are no longer made for Macs with an Intel processor, only for Apple's own."
        return "" if int(version.split(".")[0]) >= 14 else f"Qt needs macOS 14 or newer, and this is macOS {version}."
    if sys.platform.startswith("linux"):
        least, example = ((2, 39), "Ubuntu 24.04") if machine == "aarch64" else ((2, 34), "Debian 12 or Ubuntu 22.04")
        try:
            name, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
        except ValueError:
            name, version = "", ""
        if name != "glibc" or tuple(int(part) for part in version.split(".")[:2]) < least:
            return (
                f"Qt needs a Linux with glibc {least[0]}.{least[1]} or newer, such as {example}, and this one has "
                f"{f'glibc {version}' if version else 'another C library'}."
            )
    return ""


def require_disk(plan: Plan, megabytes: int) -> None:
    """Raise ``SetUpError`` where the disk has not ``megabytes`` free."""
    free = shutil.disk_usage(plan.root).free // 10**6
    if free < megabytes:
        raise SetUpError(f"About {megabytes} MB of disk are needed in {plan.root}, and {free} MB are free.")


def has_nvidia_gpu() -> bool:
    """Whether the driver of an NVIDIA GPU is at work here."""
    if os.path.exists("/proc/driver/nvidia/version") or os.path.exists("/dev/nvidia0"):
        return True
    return shutil.which("nvidia-smi") is not None and succeeds("nvidia-smi", "-L")


def succeeds(*command: str) -> bool:
    """Whether ``command`` can be run and ends well; what it says goes nowhere."""
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
    except OSError:
        return False


def apt_install(packages: list[str], allowed: bool) -> bool:
    """Install packages of Debian or Ubuntu, announced, where that is allowed and this is root; whether it was done."""
    if not allowed or not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    say(f"Installing with apt-get (--no-system prevents it): {' '.join(packages)}")
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    status = 0
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        status = subprocess.call(["apt-get", *step], stdin=subprocess.DEVNULL, stdout=sys.stderr, env=quietly)
    return status == 0  # of the installation: an update may complain about a package source that is not needed


def apt_line(*packages: str) -> str:
    """What to type to install packages of Debian or Ubuntu."""
    return ("" if os.geteuid() == 0 else "sudo ") + "apt-get install " + " ".join(packages)


def provide_system_libraries(plan: Plan) -> None:
    """Install the system libraries that Qt, OpenCV and MediaPipe lack, or print the one line that does."""
    missing = system_libraries.missing_libraries(plan.site_packages)
    packages = system_libraries.debian_packages(missing)
    if packages and apt_install(packages, plan.system):
        missing = system_libraries.missing_libraries(plan.site_packages)
    if missing:
        purposes = " and ".join(dict.fromkeys(library.needed_for for library in missing))
        say(f"The system lacks libraries for {purposes}. This line installs them:")
        say(f"  {system_libraries.install_line(missing)}")


def provide_virtual_display(allowed: bool) -> None:
    """See to it that Xvfb is there, which the tests of the real window need on Linux."""
    if sys.platform.startswith("linux") and not shutil.which("Xvfb") and not apt_install(["xvfb", "xauth"], allowed):
        say(f"Xvfb is missing, so the tests of the real window are left out: {apt_line('xvfb', 'xauth')}")


# ---- The environment


def make_environment(plan: Plan) -> None:
    """See to it that the virtual environment exists, belongs to this Python and has a working pip."""
    if os.path.lexists(plan.environment):
        if plan.usable and succeeds(plan.python, "-I", "-m", "pip", "--version"):
            return
        say("The environment there is unfinished or belongs to another Python, and is made anew.")
    if not succeeds(sys.executable, "-I", "-c", "import venv, ensurepip"):
        package = f"python3.{sys.version_info.minor}-venv"
        if not apt_install([package], plan.system):
            raise SetUpError(
                "This Python lacks its modules for virtual environments. Install them, then start again:\n"
                f"  {apt_line(package)}"
            )
    if subprocess.call([sys.executable, "-I", "-m", "venv", "--clear", plan.environment], stdout=sys.stderr):
        raise SetUpError(f"The virtual environment {plan.environment} could not be made; the reason stands above.")


def forget_half_installed(site_packages: Path) -> list[str]:
    """Take the note of being installed from packages that lack files, so that pip installs them again; their names.

    pip writes that note before it is through with a package, and believes it after an interruption.
    """
    forgotten = []
    for note in sorted(site_packages.glob("*.dist-info")):
        if not _is_whole(note):
            shutil.rmtree(note)
            forgotten.append(note.name.partition("-")[0])
    return forgotten


def _is_whole(note: Path) -> bool:
    """Whether every file that the package's RECORD lists is there, with the size it had. Compiled files do not count:
    some packages bring them along, and Python writes them anew."""
    try:
        with open(note / "RECORD", encoding="utf-8", newline="") as record:
            listed = [row for row in csv.reader(record) if row[2] and not row[0].endswith(".pyc")]
        return all(os.path.getsize(note.parent / name) == int(size) for name, _, size, *_ in listed)
    except (OSError, ValueError, IndexError):
        return False


# ---- The packages


def install_packages(plan: Plan) -> None:
    """Install what pyproject.toml asks for, in the versions of constraints.txt. Raises ``SetUpError``."""
    if not has_package(plan.site_packages, "torch", pinned(plan, "torch")):
        megabytes = DOWNLOAD.get(sys.platform, DOWNLOAD["linux"]) + (EXTRAS_DOWNLOAD if plan.extras else 0)
        say(f"Downloading about {megabytes} MB of packages and {POSE_DOWNLOAD} MB for the pose model, unless cached.")
        require_disk(plan, DISK)
        install_torch(plan)
    say("Installing the packages.")
    pip(plan, "install", "-c", plan.constraints, *requirements(plan))


def make_checkout_importable(plan: Plan) -> None:
    """Let the environment's Python import the project's packages whatever folder or script it is started in.

    As an editable installation does, but with nothing to build or download, and with a path that still holds where the
    project's folder is moved, since the environment moves with it.
    """
    path = os.path.relpath(plan.root, plan.site_packages)
    Path(plan.site_packages, PATH_FILE).write_text(path + "\n", encoding="utf-8")


def install_torch(plan: Plan) -> None:
    """Install PyTorch, on a Linux without an NVIDIA GPU its CPU build where that can be had.

    On Linux the default package index has the CUDA build: gigabytes that are of no use without a GPU. The CPU build has
    a version of its own ("+cpu") and usually lies at an index of PyTorch's own. It is looked for where pip is set up to
    look, and at ``plan.torch_index``; then with uv, which knows PyTorch's indexes by itself. Elsewhere, and where all
    that fails, the default build is taken.
    """
    version = pinned(plan, "torch")
    where = ["--extra-index-url", plan.torch_index] if plan.torch_index else []
    if sys.platform.startswith("linux") and not has_nvidia_gpu():
        say("There is no NVIDIA GPU: installing PyTorch's CPU build.")
        if pip(plan, "install", *where, f"torch=={version}+cpu", may_lack=f"torch=={version}+cpu"):
            return
        if install_cpu_torch_with_uv(plan, version):
            return
        say(
            f"No CPU build of PyTorch was found, so the CUDA build is fetched: about {CUDA_DOWNLOAD} MB in all. To "
            "avoid it, stop with Ctrl-C and start again with --torch-index and the address that PyTorch's own install "
            "page shows for CPU."
        )
        require_disk(plan, CUDA_DISK)
    elif sys.platform.startswith("linux") and not where:
        say(f"There is an NVIDIA GPU: PyTorch comes with CUDA, about {CUDA_DOWNLOAD} MB in all.")
        require_disk(plan, CUDA_DISK)
    pip(plan, "install", *where, f"torch=={version}")


def install_cpu_torch_with_uv(plan: Plan, version: str) -> bool:
    """Let uv (18 MB, in a temporary folder) install PyTorch's CPU build; whether it could."""
    say("pip is not configured with a place that has it; trying uv, which knows PyTorch's own.")
    with tempfile.TemporaryDirectory(prefix="mssa-uv-") as folder:
        try:
            pip(plan, "install", "--target", folder, f"uv=={pinned(plan, 'uv')}")
        except SetUpError:
            return False
        command = [os.path.join(folder, "bin", "uv"), "pip", "install", "--no-config", "--system-certs", "--no-deps"]
        command += ["--python", plan.python, "--torch-backend", "cpu", f"torch=={version}"]
        surroundings = {**os.environ, "UV_HTTP_RETRIES": "1"}
        return subprocess.call(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=surroundings) == 0


def pip(plan: Plan, *arguments: str, may_lack: str = "") -> bool:
    """Run the environment's pip, showing what it says.

    Raises ``SetUpError`` where it fails; only where it finds no package ``may_lack`` anywhere, returns False instead,
    and its complaints are not shown.
    """
    # -I: whatever PYTHONPATH leads to is not part of this environment. The variables would lead pip out of it.
    command = [plan.python, "-I", "-m", "pip", *arguments, "--disable-pip-version-check", "--no-input"]
    diverting = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
    surroundings = {name: value for name, value in os.environ.items() if name not in diverting} | {"PIP_USER": "0"}
    complaints = []
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        stderr=subprocess.PIPE,
        env=surroundings,
        encoding="utf-8",
        errors="replace",
    ) as running:
        assert running.stderr is not None  # it is a pipe
        for line in running.stderr:
            complaints.append(line)
            if not may_lack:
                sys.stderr.write(line)
    if running.returncode == 0:
        return True
    said = "".join(complaints)
    # Without a connection pip finds no package either, and has warned before that it tries again.
    if may_lack and f"No matching distribution found for {may_lack}" in said and "Retrying (Retry(" not in said:
        return False
    if may_lack:
        sys.stderr.writelines(complaints)
    raise SetUpError(PIP_FAILED)


def has_package(site_packages: Path, name: str, version: str) -> bool:
    """Whether this version of the package, of whatever build, is installed."""
    notes = (note.name for note in site_packages.glob(f"{name}-*.dist-info"))
    return any(note.startswith((f"{name}-{version}.dist-info", f"{name}-{version}+")) for note in notes)


def pinned(plan: Plan, name: str) -> str:
    """The tested version of a package."""
    for line in Path(plan.constraints).read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{name}=="):
            return line.partition("==")[2].partition("#")[0].strip()
    raise SetUpError(f"constraints.txt names no version of {name}.")


def requirements(plan: Plan) -> list[str]:
    """What pyproject.toml asks for, with the optional groups that the plan names."""
    project = tomllib.loads(Path(plan.root, "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["optional-dependencies"][extra] for extra in plan.extras]
    return [requirement for group in (project["dependencies"], *groups) for requirement in group]


# ---- The pose model

PREPARE_POSE_MODEL = """
import sys
try:
    from recognizer.errors import UserError
    from recognizer.pose.model_bundle import pose_model_path
except ImportError as error:
    sys.exit(f"start.py: The pose model cannot be prepared yet ({error}).")
try:
    pose_model_path(None, lambda text: print("start.py:", text, file=sys.stderr, flush=True))
except UserError as error:
    sys.exit(f"start.py: {error}")
"""


def prepare_pose_model(plan: Plan) -> None:
    """Fetch the pose model now, so that the first start need not; a failure is reported and left to the first need."""
    if subprocess.call([plan.python, "-c", PREPARE_POSE_MODEL], cwd=plan.root, stdin=subprocess.DEVNULL):
        say("The program tries that again when it first needs the pose model.")
