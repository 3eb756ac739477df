"""The launcher: with Python 3.11 and pip alone, `python3 scripts/book.py build` works.

It makes `.venv` from uv.lock (pip fetches uv, uv fetches the rest, both check the hashes) and hands the command over:
`test` to pytest, all others to casebook. While the lock is unchanged the environment is reused and nothing is said. The
file stays readable for Python 3.8, so that an old Python gets a sentence and not a syntax error.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.util
import io
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NoReturn

AGAIN = "then run the same command again."
NOT_AS_LOCKED = (
    "a file that was fetched is not the one that uv.lock names, so it was not installed. Put uv.lock back "
    f"(git checkout uv.lock), {AGAIN} If this sentence comes back, tell the maintainers."
)
REMEDIES = {
    "No module named pip": "pip is missing. Get it with 'python3 -m ensurepip' or, on Debian and Ubuntu, with "
    f"'sudo apt install python3-pip', {AGAIN}",
    "DO NOT MATCH THE HASHES": NOT_AS_LOCKED,
    "Hash mismatch": NOT_AS_LOCKED,
    "The lockfile at": "uv.lock does not fit pyproject.toml. Put both back (git checkout pyproject.toml uv.lock) or, "
    f"if you changed the dependencies on purpose, run 'uv lock', {AGAIN}",
    "Failed to parse": f"pyproject.toml cannot be read. Put it back (git checkout pyproject.toml), {AGAIN}",
    "is not a valid Python environment": f"the folder .venv is not usable. Delete it, {AGAIN}",
    "": f"look at the lines above. Most often the network is down or a proxy is in the way: mend that, {AGAIN}",
}
"""What the output of a failed pip or uv holds → what the person can do; the first that fits counts."""

# How to fetch is the person's affair, what to install is the lock's: UV_NO_EDITABLE, UV_EXCLUDE_NEWER, UV_DEFAULT_INDEX
# and others would change it or make uv call a good lock outdated.
UV_SETTINGS_KEPT = ("CACHE_DIR", "HTTP_TIMEOUT", "INSECURE_HOST", "LINK_MODE", "NATIVE_TLS", "OFFLINE", "SYSTEM_CERTS")

CHROMIUM_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright: print(playwright.chromium.executable_path)
"""


def say(sentence: str) -> None:
    """Print to stderr: stdout belongs to the command, whose output may be JSON."""
    print(f"book.py: {sentence}", file=sys.stderr, flush=True)


def stop(sentence: str, output: str = "") -> NoReturn:
    """End with exit code 2, after the last lines of a tool's output and what to do now."""
    for line in output.splitlines()[-12:]:
        print(f"  | {line}", file=sys.stderr)
    say(sentence)
    raise SystemExit(2)


def refuse_old_python(version: tuple[int, ...]) -> None:
    """Stop unless this Python is new enough."""
    if version < (3, 11):
        found = ".".join(map(str, version))
        stop(f"this is Python {found}; the book needs 3.11 or newer, from https://www.python.org/downloads/")


# --- the environment ---


def python_of(root: Path) -> Path:
    """Return where the environment's Python is, or will be."""
    return root / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def own_python() -> str:
    """Return the Python that runs this file or, if it is an environment's without pip as ours is, the one below it."""
    base: str = getattr(sys, "_base_executable", sys.executable)
    return sys.executable if importlib.util.find_spec("pip") else base


def fingerprint(root: Path) -> bytes:
    """Return a hash of everything that decides what the environment holds."""
    # The root counts because the environment finds the package casebook by its absolute path: a moved folder is remade.
    about = (os.fsencode(root), platform.python_version().encode(), sys.platform.encode(), platform.machine().encode())
    files = (hashlib.sha256((root / name).read_bytes()).digest() for name in ("pyproject.toml", "uv.lock"))
    return hashlib.sha256(b"\0".join((*about, *files))).hexdigest().encode()


def is_made(root: Path) -> bool:
    """Say whether the environment is whole, of this lock, and its Python still starts."""
    # Without site-packages a start takes some 10 ms; it finds out that Python was upgraded or removed under us.
    start = [str(python_of(root)), "-I", "-S", "-c", ""]
    with contextlib.suppress(OSError):
        if (root / ".venv" / "book.stamp").read_bytes() == fingerprint(root):
            return subprocess.run(start, check=False, capture_output=True).returncode == 0
    return False


def child_environment() -> dict[str, str]:
    """Return this process's environment without what would send another Python to other packages."""
    return {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")}


def tool_environment(root: Path) -> dict[str, str]:
    """Return the environment for pip, uv, Playwright and apt-get."""
    foreign = ("FORCE_COLOR", "CLICOLOR_FORCE")
    kept = {k: v for k, v in child_environment().items() if not k.startswith("UV_") or k[3:] in UV_SETTINGS_KEPT}
    ours = {
        "DEBIAN_FRONTEND": "noninteractive",
        "NO_COLOR": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "UV_PROJECT_ENVIRONMENT": str(root / ".venv"),
    }
    return {k: v for k, v in kept.items() if k not in foreign} | ours


def run_tool(root: Path, *command: str) -> tuple[bool, str]:
    """Run a tool in the root; return whether it succeeded, and its output. A terminal shows the seconds meanwhile."""
    started, clock = time.monotonic(), sys.stderr if sys.stderr.isatty() else io.StringIO()
    start = functools.partial(subprocess.Popen, cwd=root, env=tool_environment(root), stdin=subprocess.DEVNULL)
    with tempfile.TemporaryFile() as output:
        with start(command, stdout=output, stderr=subprocess.STDOUT) as tool:
            try:
                while tool.poll() is None:
                    print(f"\r{time.monotonic() - started:5.0f} s", end="", file=clock, flush=True)
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        tool.wait(0.25)
            except BaseException:
                tool.terminate()  # Ctrl-C: the tool must not write on after the lock is free
                tool.wait()
                raise
            finally:
                print("\r" + " " * 8, end="\r", file=clock, flush=True)
        output.seek(0)
        return tool.returncode == 0, output.read().decode("utf-8", "replace")


def require(result: tuple[bool, str]) -> None:
    """Stop with a remedy unless the tool succeeded."""
    succeeded, output = result
    if not succeeded:
        remedy = next(remedy for sign, remedy in REMEDIES.items() if sign in output)
        stop(f"the environment could not be made: {remedy}", output)


def try_lock(file: IO[str]) -> bool:
    """Take the lock on a file unless another process has it. The system frees it when we end, however we end."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows has it alone

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - Windows lacks it

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


@contextlib.contextmanager
def only_launcher(root: Path) -> Iterator[None]:
    """Wait until no other launcher is making the environment, and keep others waiting meanwhile."""
    (root / ".build").mkdir(exist_ok=True)
    with (root / ".build" / "book.lock").open("a") as file:
        if not try_lock(file):
            say("another book.py is making the environment; waiting for it")
            while not try_lock(file):
                time.sleep(0.1)
        yield


def locked_uv(root: Path) -> tuple[str, str, str]:
    """Return uv's version, its index and its line for pip with the hash of every wheel, all from uv.lock."""
    import tomllib  # noqa: PLC0415 - the Pythons that are refused lack it

    try:
        packages = tomllib.loads((root / "uv.lock").read_text("utf-8"))["package"]
        uv = next(package for package in packages if package["name"] == "uv")
        hashes = " ".join(f"--hash={wheel['hash']}" for wheel in uv["wheels"])
        return uv["version"], uv["source"]["registry"], f"uv=={uv['version']} {hashes}"
    except (KeyError, StopIteration, ValueError) as error:
        reason = str(error) or "it does not name uv"
        stop(f"uv.lock cannot be read: {reason}. Put it back (git checkout uv.lock), {AGAIN}")


def bootstrap_uv(root: Path, version: str, line: str) -> str:
    """Return a uv of the locked version and hashes, fetched with pip unless it is there and whole."""
    folder = root / ".build" / f"uv-{version}"
    uv = folder / "bin" / ("uv.exe" if sys.platform == "win32" else "uv")
    # The folder keeps what it was made of: with another hash, or carried to another machine, it does not count.
    mark, wanted = folder / "requirements.txt", f"# {sys.platform} {platform.machine()}\n{line}\n".encode()
    if uv.is_file() and mark.is_file() and mark.read_bytes() == wanted:
        return str(uv)
    with tempfile.TemporaryDirectory(prefix="uv-part-", dir=folder.parent) as part:
        new, requirements = Path(part, "new"), Path(part, "requirements.txt")
        requirements.write_bytes(wanted)
        # Not --isolated: the person's pip settings may hold the only index or certificate that works here. Two of them
        # clash with --target and are switched off: user here, require-virtualenv in tool_environment.
        pip = (own_python(), "-m", "pip", "install", "--no-user", "--no-input", "--require-hashes", "--no-deps")
        require(run_tool(root, *pip, "--only-binary", ":all:", "--target", str(new), "-r", str(requirements)))
        requirements.replace(new / mark.name)
        shutil.rmtree(folder, ignore_errors=True)
        new.replace(folder)
    return str(uv)


def make_environment(root: Path) -> Path:
    """Return the environment's Python, after making the environment if the lock, the Python or the folder is new."""
    if is_made(root):
        return python_of(root)
    with only_launcher(root):
        if not is_made(root):  # else the launcher that we waited for made it
            say("making the environment in .venv from uv.lock; with a good network this takes about a minute")
            made_of = fingerprint(root)
            stamp, unfinished = root / ".venv" / "book.stamp", root / ".build" / "unfinished"
            version, index, line = locked_uv(root)
            uv = bootstrap_uv(root, version, line)
            # The index is named because uv finds a good lock outdated when the person's uv.toml has a mirror instead.
            settings = ("--locked", "--no-progress", "--default-index", index, "--python", own_python())
            # A uv that was killed may leave half a package, which the next uv takes for a whole one.
            anew = ["--reinstall"] if unfinished.exists() else []
            unfinished.touch()
            stamp.unlink(missing_ok=True)
            require(run_tool(root, uv, "sync", *settings, *anew))
            unfinished.unlink()
            stamp.write_bytes(made_of)
    return python_of(root)


# --- the browser ---


def may_use_apt() -> bool:
    """Say whether Debian packages can be installed without asking anybody."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def applications() -> list[str]:
    """Return where macOS and Windows keep browsers that are not on the PATH."""
    if sys.platform == "darwin":
        names = ("Chromium", "Google Chrome", "Microsoft Edge")
        folders = (Path("/Applications"), Path.home() / "Applications")
        return [str(folder / f"{name}.app/Contents/MacOS/{name}") for folder in folders for name in names]
    names = ("Google/Chrome/Application/chrome", "Chromium/Application/chrome", "Microsoft/Edge/Application/msedge")
    places = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    return [str(Path(place, f"{name}.exe")) for place in places if place for name in names]


def starts(browser: str) -> bool:
    """Say whether a browser is there and starts: Ubuntu's chromium-browser may be no more than advice to get one."""
    if sys.platform == "win32":
        return Path(browser).is_file()  # Chrome for Windows would open a window instead of telling its version
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        return subprocess.run([browser, "--version"], check=False, capture_output=True, timeout=60).returncode == 0
    return False


def find_chromium(python: Path) -> str | None:
    """Return the path of a browser of the Chromium family that starts, if this machine has one."""
    named = os.environ.get("CASEBOOK_CHROMIUM")
    if named:
        found = shutil.which(named)
        if found and starts(found):
            return found
        stop(f"CASEBOOK_CHROMIUM is '{named}', and no browser starts there.")
    for browser in (*map(shutil.which, CHROMIUM_COMMANDS), *applications()):
        if browser and starts(browser):
            return browser
    question, environment = [str(python), "-c", ASK_PLAYWRIGHT], child_environment()
    answer = subprocess.run(question, check=False, capture_output=True, text=True, env=environment).stdout.strip()
    return answer if answer and starts(answer) else None


def install_with_apt(root: Path, *packages: str) -> tuple[bool, str]:
    """Install Debian packages; return what run_tool returns."""
    say(f"installing {' and '.join(packages)} with apt-get, for the tests in a browser; about a minute")
    run_tool(root, "apt-get", "update")  # fails for one unreachable source; whether that matters shows next
    return run_tool(root, "apt-get", "install", "-y", *packages)


def get_chromium(root: Path, python: Path) -> str:
    """Return the path of a Chromium that starts, installing one if there is none."""
    found, output = find_chromium(python), ""
    if not found and may_use_apt():
        output = install_with_apt(root, "chromium", "fonts-noto-cjk")[1]
        found = find_chromium(python)
    if not found:  # also on Ubuntu as root, whose package is a snap that does not start in a container
        say("fetching Chromium with Playwright, for the tests in a browser; about 200 MB")
        output += run_tool(root, str(python), "-m", "playwright", "install", "chromium")[1]
        found = find_chromium(python)
    offer = "Install Chromium or Chrome yourself, or leave these tests out with 'book.py test --no-browser'."
    if not found:
        stop(f"no Chromium starts here, and none could be got. {offer}", output)
    return str(Path(found).absolute())  # pytest runs in the root, where a relative path would mean something else


def require_chinese_font(root: Path) -> None:
    """Where we may, install a Chinese font if there is none: with boxes for letters, browser tests prove little."""
    fonts = shutil.which("fc-list")
    if not may_use_apt() or (fonts and subprocess.run([fonts, ":lang=zh"], check=False, capture_output=True).stdout):
        return
    succeeded, output = install_with_apt(root, "fonts-noto-cjk")
    if not succeeded:
        stop(f"there is no Chinese font, and none could be installed: mend what apt-get says, {AGAIN}", output)


# --- the commands ---


def hand_over(command: list[str], environment: dict[str, str]) -> int:
    """Become the command; on Windows, where a program cannot, run it and return its exit code."""
    if sys.platform != "win32":
        os.execve(command[0], command, environment)  # noqa: S606 - the signals must reach the command
    with subprocess.Popen(command, env=environment) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            child.wait()  # Windows sent Ctrl-C to the child too: let it end in its own way
            return 130


def casebook_arguments(arguments: list[str], root: Path, here: Path) -> list[str]:
    """Return the person's arguments, led by this book's root if casebook would find no book by itself."""
    command = next((argument for argument in arguments if not argument.startswith("-")), None)
    names_root = any(argument.split("=")[0] == "--root" for argument in arguments)
    in_a_book = any((up / "mkdocs.yml").is_file() and (up / "chapters").is_dir() for up in (here, *here.parents))
    return arguments if command in (None, "init") or names_root or in_a_book else ["--root", str(root), *arguments]


def pytest_options(options: list[str]) -> tuple[list[str], bool]:
    """Return the options for pytest, and whether tests in a browser are to run."""
    import argparse  # noqa: PLC0415 - it would add some 6 ms to every other command

    own = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    own.add_argument("--no-browser", action="store_true")
    own.add_argument("-m", default="")
    known, rest = own.parse_known_args(options)
    # pytest heeds the last -m only, so the person's own and ours become one.
    marks = f"({known.m}) and not browser" if known.m else "not browser"
    return (["-m", marks, *rest], False) if known.no_browser else (options, True)


def run_tests(root: Path, python: Path, arguments: list[str]) -> int:
    """Run pytest in the root, with a Chromium unless the person leaves the tests in a browser out."""
    options, in_browser = pytest_options(arguments)
    environment = child_environment()
    if in_browser:
        environment["CASEBOOK_CHROMIUM"] = get_chromium(root, python)
        require_chinese_font(root)
    else:
        say("tests in a browser are left out, as you asked")
    os.chdir(root)
    return hand_over([str(python), "-m", "pytest", *options], environment)


def main(arguments: list[str]) -> int:
    """Make sure of the environment, run the command in it and return its exit code."""
    refuse_old_python(tuple(sys.version_info[:3]))
    root = Path(__file__).resolve().parent.parent
    try:
        python = make_environment(root)
        if arguments[:1] == ["test"]:
            return run_tests(root, python, arguments[1:])
        options = casebook_arguments(arguments, root, Path.cwd())
        # -P, or a file of the person's folder that is called click.py would be imported in place of click.
        # What casebook tells people to type, they must be able to type: this file as they called it.
        called = {"CASEBOOK_CALLED": f"{'py' if os.name == 'nt' else 'python3'} {sys.argv[0]}"}
        return hand_over([str(python), "-P", "-m", "casebook", *options], child_environment() | called)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        stop(f"{error}. Mend that, {AGAIN}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
