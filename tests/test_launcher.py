"""The launcher, as a person meets it: real processes, pip and uv on small projects in temporary folders.

The small project has casebook's shape (the same build backend, uv in its lock) and one dependency, pytest. Its casebook
tells what it was given. What we do not ship is stood in for where a machine could not do without: apt-get, Playwright's
download and a browser that only tells its version.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
LAUNCHER = REPOSITORY / "scripts" / "book.py"

PYPROJECT = f"""
[project]
name = "casebook"
version = "0"
requires-python = ">=3.11"
dependencies = ["pytest=={pytest.__version__}"]
[dependency-groups]
bootstrap = ["uv==0.13.*"]
[build-system]
requires = ["uv_build>=0.13,<0.14"]
build-backend = "uv_build"
[tool.uv.build-backend]
module-name = "casebook"
module-root = "scripts"
[tool.pytest.ini_options]
markers = ["browser", "slow"]
"""

CASEBOOK = """
import json, os, sys
given = {"arguments": sys.argv[1:], "folder": os.getcwd(), "prefix": sys.prefix, "pid": os.getpid()}
given["environment"] = dict(os.environ)
if "--read" in sys.argv:
    given["stdin"] = sys.stdin.read()
print(json.dumps(given))
if "--exit" in sys.argv:
    sys.exit(int(sys.argv[-1]))
"""

TESTS = """
import os, pathlib, pytest

def test_plain(): pass

@pytest.mark.slow
def test_slow(): pass

@pytest.mark.browser
def test_browser():
    pathlib.Path("browser.txt").write_text(os.environ["CASEBOOK_CHROMIUM"])
"""

PLAYWRIGHT = """
import os, pathlib, sys
assert sys.argv[1:] == ["install", "chromium"]
if "OWN_BROWSER" not in os.environ:
    sys.exit("no route to host")
browser = pathlib.Path(os.environ["OWN_BROWSER"])
browser.write_text("#!/bin/sh\\n")
browser.chmod(0o755)
"""

PLAYWRIGHT_API = """
import contextlib, os, types
def sync_playwright():
    chromium = types.SimpleNamespace(executable_path=os.environ.get("OWN_BROWSER", "/nowhere"))
    return contextlib.nullcontext(types.SimpleNamespace(chromium=chromium))
"""

APT_GET = """
echo "$@" >> "$APT_LOG"
[ "$1" = update ] && exit 100
[ -n "$APT_FAILS" ] && echo "E: Unable to locate package" && exit 100
for name in chromium fc-list; do
    printf '#!/bin/sh\\necho Noto\\n' > "$PATH/$name"
    /bin/chmod +x "$PATH/$name"
done
"""

NOTHING: Mapping[str, str] = MappingProxyType({})

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="apt-get and browsers on the PATH are Linux's way")
posix_only = pytest.mark.skipif(os.name != "posix", reason="Windows has no exec and sends Ctrl-C to whole consoles")


def environment(changes: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment with changes, and without what belongs to the pytest that runs these tests."""
    ours = ("PYTEST_ADDOPTS", "CASEBOOK_CHROMIUM")
    return {name: value for name, value in os.environ.items() if name not in ours} | {**changes}


def start(
    root: Path, *arguments: str, here: Path | None = None, changes: Mapping[str, str] = NOTHING
) -> subprocess.Popen[str]:
    """Start a project's launcher, with the environment changed."""
    return subprocess.Popen(
        [sys.executable, root / "scripts" / "book.py", *arguments],
        cwd=here or root,
        env=environment(changes),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def run(
    root: Path, *arguments: str, here: Path | None = None, stdin: str = "", changes: Mapping[str, str] = NOTHING
) -> subprocess.CompletedProcess[str]:
    """Run a project's launcher to its end."""
    with start(root, *arguments, here=here, changes=changes) as launcher:
        stdout, stderr = launcher.communicate(stdin, timeout=60)
    return subprocess.CompletedProcess(arguments, launcher.returncode, stdout, stderr)


def given(result: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Return what the small casebook says that it was given."""
    assert result.returncode == 0, result.stderr
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def ask_launcher(code: str, changes: Mapping[str, str] = NOTHING) -> str:
    """Return what a piece of Python prints that has the launcher as the module `book`."""
    command = [sys.executable, "-c", f"import book\nfrom pathlib import Path\n{code}"]
    folder, changed = LAUNCHER.parent, environment(changes)
    return subprocess.run(command, cwd=folder, env=changed, check=True, capture_output=True, text=True).stdout.strip()


def is_stamped(root: Path) -> bool:
    """Say whether a project's environment would be reused."""
    return (root / ".venv" / "book.stamp").exists()


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there, once."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def tamper(root: Path, package: str) -> None:
    """Change every hash of a package in the lock, as if other files had taken the place of its own."""
    lock = root / "uv.lock"
    head, name, tail = lock.read_text("utf-8").partition(f'[[package]]\nname = "{package}"\n')
    block, end, rest = tail.partition("[[package]]")
    changed = re.sub("sha256:.{8}", "sha256:deadbeef", block)
    assert changed != block
    lock.write_text(head + name + changed + end + rest, "utf-8")


@pytest.fixture(scope="module")
def uv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the locked uv, fetched as the launcher fetches it."""
    root = tmp_path_factory.mktemp("uv")
    shutil.copy(REPOSITORY / "uv.lock", root)
    (root / ".build").mkdir()
    code = "root = Path(os.environ['ROOT'])\nversion, _, line = book.locked_uv(root)\n"
    return Path(ask_launcher(f"import os\n{code}print(book.bootstrap_uv(root, version, line))", {"ROOT": str(root)}))


@pytest.fixture(scope="module")
def source(uv: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small project as it comes out of git, locked by uv."""
    root = tmp_path_factory.mktemp("source")
    casebook, playwright = root / "scripts" / "casebook", root / "scripts" / "playwright"
    casebook.mkdir(parents=True)
    (casebook / "__init__.py").touch()
    (casebook / "__main__.py").write_text(CASEBOOK, "utf-8")
    playwright.mkdir()
    (playwright / "__main__.py").write_text(PLAYWRIGHT, "utf-8")
    (playwright / "sync_api.py").write_text(PLAYWRIGHT_API, "utf-8")
    (root / "test_small.py").write_text(TESTS, "utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, "utf-8")
    shutil.copy(LAUNCHER, root / "scripts")
    subprocess.run([uv, "lock", "--quiet"], cwd=root, check=True)
    return root


@pytest.fixture
def bare(source: Path, tmp_path: Path) -> Path:
    """Return a fresh copy of the small project, where nothing was ever run."""
    return shutil.copytree(source, tmp_path / "a book")


@pytest.fixture
def fresh(bare: Path, uv: Path) -> Path:
    """Return a fresh copy of the small project that has uv already, which saves the two seconds of pip."""
    shutil.copytree(uv.parents[2], bare / ".build", copy_function=os.link)
    return bare


@pytest.fixture(scope="module")
def made(source: Path, uv: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small project with its environment made; for tests that change nothing in it."""
    root = shutil.copytree(source, tmp_path_factory.mktemp("made") / "book")
    shutil.copytree(uv.parents[2], root / ".build", copy_function=os.link)
    assert run(root).returncode == 0
    return root


# --- making the environment ---


def test_first_run_makes_the_environment_and_the_second_is_silent_and_quick(bare: Path) -> None:
    began = time.monotonic()
    first = run(bare, "build")
    took = time.monotonic() - began
    assert given(first)["prefix"] == str(bare / ".venv")
    assert first.stderr.splitlines() == [
        "book.py: making the environment in .venv from uv.lock; with a good network this takes about a minute"
    ]
    kept = sorted(path.name for path in (bare / ".build").iterdir())
    assert [re.sub(r"[\d.]+$", "X", name) for name in kept] == ["book.lock", "uv-X"]

    began = time.monotonic()
    second = run(bare, "build")
    assert time.monotonic() - began < took / 5
    assert given(second)["prefix"] == str(bare / ".venv")
    assert second.stderr == ""


def test_changed_lock_makes_the_environment_anew(fresh: Path, uv: Path) -> None:
    python = json.loads(run(fresh).stdout)["prefix"] + "/bin/python"
    edit(fresh / "pyproject.toml", "dependencies = [", 'dependencies = ["mdurl", ')
    subprocess.run([uv, "lock", "--quiet"], cwd=fresh, check=True)
    assert "making the environment" in run(fresh).stderr
    subprocess.run([python, "-c", "import mdurl"], check=True)
    assert run(fresh).stderr == ""


def test_lock_that_does_not_fit_pyproject_is_refused(fresh: Path) -> None:
    run(fresh)
    edit(fresh / "pyproject.toml", "dependencies = [", 'dependencies = ["mdurl", ')
    result = run(fresh)
    assert result.returncode == 2
    assert "uv.lock does not fit pyproject.toml." in result.stderr.splitlines()[-1]
    assert result.stdout == ""
    assert not is_stamped(fresh)


def test_tampered_hash_of_a_package_is_refused(fresh: Path, source: Path) -> None:
    tamper(fresh, "iniconfig")
    result = run(fresh)
    assert result.returncode == 2
    assert "is not the one that uv.lock names, so it was not installed." in result.stderr.splitlines()[-1]
    assert "  |   cause: Hash mismatch for `iniconfig==" in result.stderr
    assert not is_stamped(fresh)

    shutil.copy(source / "uv.lock", fresh)
    assert run(fresh).returncode == 0


def test_tampered_hash_of_uv_is_refused(fresh: Path) -> None:
    tamper(fresh, "uv")
    result = run(fresh)
    assert result.returncode == 2
    assert "is not the one that uv.lock names, so it was not installed." in result.stderr.splitlines()[-1]
    assert not (fresh / ".venv").exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<<<<<<< HEAD\n", "uv.lock cannot be read: Invalid statement (at line 1, column 1). Put it back"),
        ("version = 1\npackage = []\n", "uv.lock cannot be read: it does not name uv. Put it back"),
        (None, "uv.lock'. Mend that, then run the same command again."),
    ],
)
def test_unreadable_lock_is_refused(bare: Path, text: str | None, sentence: str) -> None:
    (bare / "uv.lock").unlink()
    if text is not None:
        (bare / "uv.lock").write_text(text, "utf-8")
    result = run(bare, "build")
    assert result.returncode == 2
    assert sentence in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr


def test_settings_of_the_person_do_not_change_what_is_installed(fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "uv").mkdir()
    (tmp_path / "uv" / "uv.toml").write_text('[[index]]\nurl = "https://mirror.invalid/simple"\ndefault = true\n')
    away = {"VIRTUAL_ENV": "/nowhere", "PYTHONPATH": "/nowhere", "UV_PROJECT": "/nowhere", "UV_NO_EDITABLE": "1"}
    mirror = {"UV_DEFAULT_INDEX": "https://mirror.invalid/simple", "XDG_CONFIG_HOME": str(tmp_path)}
    answer = given(run(fresh, "build", changes=away | mirror))
    assert answer["prefix"] == str(fresh / ".venv")
    assert not {"VIRTUAL_ENV", "PYTHONPATH"} & set(answer["environment"])
    assert answer["environment"]["UV_PROJECT"] == "/nowhere"


def test_settings_of_pip_that_clash_with_ours_do_not_stop_it(bare: Path, tmp_path: Path) -> None:
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nrequire-virtualenv = true\n[install]\nuser = true\n")
    # Without an index pip cannot succeed, but it looks for uv only if it found nothing wrong with its settings.
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}
    result = run(bare, "build", changes=offline | {"PIP_CONFIG_FILE": str(config)})
    assert result.returncode == 2
    assert "ERROR: No matching distribution found for uv==" in result.stderr
    assert "Most often the network is down" in result.stderr.splitlines()[-1]


def test_missing_pip_is_named(bare: Path, made: Path) -> None:
    # The environments that uv makes have no pip; here there is none below it either.
    code = "import runpy, sys\nsys._base_executable = sys.executable\nrunpy.run_path(sys.argv[1], None, '__main__')"
    python = made / ".venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    command, ours = [str(python), "-c", code, str(bare / "scripts" / "book.py")], environment(NOTHING)
    result = subprocess.run(command, check=False, capture_output=True, text=True, env=ours)
    assert result.returncode == 2
    assert "pip is missing. Get it with" in result.stderr.splitlines()[-1]


def test_moved_folder_is_made_anew(fresh: Path, tmp_path: Path) -> None:
    run(fresh)
    moved = fresh.rename(tmp_path / "moved")
    result = run(moved)
    assert "making the environment" in result.stderr
    assert given(result)["prefix"] == str(moved / ".venv")


def test_environment_whose_python_is_gone_is_made_anew(fresh: Path) -> None:
    run(fresh)
    for python in (fresh / ".venv" / ("Scripts" if os.name == "nt" else "bin")).glob("python*"):
        python.unlink()
    result = run(fresh)
    assert "making the environment" in result.stderr
    assert result.returncode == 0


def test_folder_that_is_no_environment_is_named(fresh: Path) -> None:
    (fresh / ".venv").mkdir()
    (fresh / ".venv" / "mine.txt").touch()
    result = run(fresh)
    assert result.returncode == 2
    assert "the folder .venv is not usable. Delete it" in result.stderr.splitlines()[-1]
    assert (fresh / ".venv" / "mine.txt").exists()


def test_two_launchers_at_once_make_it_once(fresh: Path) -> None:
    both = [start(fresh, "build") for _ in range(2)]
    said = []
    for launcher in both:
        with launcher:
            said.append(launcher.communicate(timeout=60)[1])
    assert [launcher.returncode for launcher in both] == [0, 0]
    assert "".join(said).count("making the environment in .venv") == 1


def test_launcher_waits_for_another_until_that_ends_in_whatever_way(fresh: Path) -> None:
    (fresh / ".build" / "book.lock").touch()
    code = "import book, sys\nfile = open(sys.argv[1], 'a')\nprint(book.try_lock(file), flush=True)\nsys.stdin.read()"
    command = [sys.executable, "-c", code, str(fresh / ".build" / "book.lock")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=LAUNCHER.parent, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        with start(fresh, "build") as waiting:
            assert waiting.stderr is not None
            assert waiting.stderr.readline() == "book.py: another book.py is making the environment; waiting for it\n"
            assert not (fresh / ".venv").exists()
            other.kill()
            waiting.communicate(timeout=60)
    assert waiting.returncode == 0
    assert is_stamped(fresh)


def test_unfinished_making_is_done_again_from_the_start(fresh: Path) -> None:
    prefix = Path(given(run(fresh))["prefix"])
    edit(fresh / "pyproject.toml", "dependencies = [", 'dependencies = ["mdurl", ')
    assert run(fresh).returncode == 2
    # What a uv killed half-way may leave: a package that is registered and lacks a file.
    (half,) = prefix.rglob("pluggy/__init__.py")
    half.unlink()
    edit(fresh / "pyproject.toml", 'dependencies = ["mdurl", ', "dependencies = [")
    assert run(fresh).returncode == 0
    assert half.exists()
    assert not (fresh / ".build" / "unfinished").exists()


@posix_only
def test_terminal_shows_the_seconds_while_a_tool_works(fresh: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, str(fresh / "scripts" / "book.py")]
    subprocess.run(command, cwd=fresh, env=environment(NOTHING), stdout=subprocess.DEVNULL, stderr=theirs, check=True)
    os.close(theirs)
    first, rest = os.read(ours, 10_000).decode().split("\r\n")
    os.close(ours)
    assert first.startswith("book.py: making the environment")
    assert re.fullmatch(r"(\r +\d+ s)+\r +\r", rest)


@posix_only
def test_interrupted_making_does_not_count(bare: Path) -> None:
    with start(bare, "build") as launcher:
        assert launcher.stderr is not None
        assert "making the environment" in launcher.stderr.readline()
        time.sleep(0.5)
        launcher.send_signal(signal.SIGINT)
        stdout, stderr = launcher.communicate(timeout=60)
    assert (launcher.returncode, stdout, stderr) == (130, "", "")
    assert [path.name for path in (bare / ".build").iterdir()] == ["book.lock"]
    assert not is_stamped(bare)


def test_old_python_gets_one_sentence() -> None:
    code = (
        "import runpy, sys\nsys.version_info = (3, 10, 13, 'final', 0)\nrunpy.run_path(sys.argv[1], None, '__main__')"
    )
    result = subprocess.run([sys.executable, "-c", code, LAUNCHER], check=False, capture_output=True, text=True)
    assert result.returncode == 2
    sentence = "this is Python 3.10.13; the book needs 3.11 or newer, from https://www.python.org/downloads/"
    assert result.stderr == f"book.py: {sentence}\n"


def test_old_python_can_read_the_file() -> None:
    ast.parse(LAUNCHER.read_text("utf-8"), feature_version=(3, 8))


# --- handing over ---


def test_arguments_stdin_and_exit_code_pass_unchanged(made: Path, tmp_path: Path) -> None:
    arguments = ["build", "--out", "a b", "--lang=中文", "", "--", "-x*", "--read", "--exit", "7"]
    result = run(made, "--root", "x", *arguments, here=tmp_path, stdin="一二三\n", changes={"PYTHONUTF8": "1"})
    answer = json.loads(result.stdout)
    assert result.returncode == 7
    assert answer["arguments"] == ["--root", "x", *arguments]
    assert answer["stdin"] == "一二三\n"
    assert answer["folder"] == str(tmp_path)
    assert result.stderr == ""


def test_files_in_the_folder_of_the_person_are_not_imported(made: Path, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')")
    assert given(run(made, "build", here=tmp_path))["folder"] == str(tmp_path)


@posix_only
def test_launcher_becomes_the_command_so_that_signals_reach_it(made: Path) -> None:
    with start(made, "serve", "--read") as launcher:
        stdout, _ = launcher.communicate("", timeout=60)
    assert json.loads(stdout)["pid"] == launcher.pid


@pytest.mark.parametrize(
    ("where", "arguments", "leads"),
    [
        ("outside", ["build", "--out", "x"], True),
        ("outside", ["check", "--format=json"], True),
        ("outside", ["build", "--root", "x"], False),
        ("outside", ["--root=x", "build"], False),
        ("outside", ["init", "x"], False),
        ("outside", [], False),
        ("outside", ["--help"], False),
        ("outside", ["-h"], False),
        ("book", ["build"], False),
        ("book/chapters/letters", ["build"], False),
        ("half", ["build"], True),
    ],
)
def test_root_is_added_only_where_casebook_would_find_no_book(
    made: Path, tmp_path: Path, where: str, arguments: list[str], leads: bool
) -> None:
    for folder in ("outside", "book/chapters/letters", "half"):
        (tmp_path / folder).mkdir(parents=True)
    for folder in ("book", "half"):
        (tmp_path / folder / "mkdocs.yml").touch()
    answer = given(run(made, *arguments, here=tmp_path / where))
    assert answer["arguments"] == (["--root", str(made), *arguments] if leads else arguments)
    assert answer["folder"] == str(tmp_path / where)


# --- testing ---


def write_program(path: Path, script: str) -> Path:
    """Write a shell script that can be run."""
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Return a folder to stand in for the PATH, with a Chinese font and Ubuntu's command that is no browser."""
    folder = tmp_path / "programs"
    folder.mkdir()
    write_program(folder / "fc-list", "echo Noto Sans CJK")
    write_program(folder / "chromium-browser", "echo requires the chromium snap to be installed; exit 1")
    return folder


def counts(result: subprocess.CompletedProcess[str]) -> str:
    """Return pytest's closing counts without the time."""
    return re.sub(" in .*", "", result.stdout.splitlines()[-1])


def test_no_browser_leaves_those_tests_out_and_says_so(made: Path, tmp_path: Path) -> None:
    result = run(made, "test", "-q", "--no-browser", here=tmp_path, changes={"PATH": str(tmp_path)})
    assert counts(result) == "2 passed, 1 deselected"
    assert result.stderr == "book.py: tests in a browser are left out, as you asked\n"
    assert counts(run(made, "test", "-q", "-m", "slow or browser", "--no-browser")) == "1 passed, 2 deselected"


def test_exit_code_of_pytest_passes_unchanged(made: Path) -> None:
    assert run(made, "test", "-q", "--no-browser", "no_such_test.py").returncode == 4


@linux_only
def test_named_browser_is_what_the_tests_get(made: Path, programs: Path, tmp_path: Path) -> None:
    browser = write_program(tmp_path / "my browser", "exit 0")
    write_program(programs / "chromium", "exit 0")
    changes = {"CASEBOOK_CHROMIUM": str(browser), "PATH": str(programs)}
    result = run(made, "test", "-q", changes=changes)
    assert counts(result) == "3 passed", result.stdout
    assert (made / "browser.txt").read_text() == str(browser)


@linux_only
@pytest.mark.parametrize("script", [None, "exit 1"])
def test_named_browser_that_does_not_start_is_refused(made: Path, tmp_path: Path, script: str | None) -> None:
    browser = tmp_path / "browser"
    if script:
        write_program(browser, script)
    result = run(made, "test", changes={"CASEBOOK_CHROMIUM": str(browser)})
    assert result.returncode == 2
    assert result.stderr == f"book.py: CASEBOOK_CHROMIUM is '{browser}', and no browser starts there.\n"


@linux_only
def test_missing_browser_is_got_from_debian_by_root_and_else_from_playwright(
    made: Path, programs: Path, tmp_path: Path
) -> None:
    write_program(programs / "apt-get", APT_GET)
    log, own = tmp_path / "apt.log", tmp_path / "own"
    changes = {"PATH": str(programs), "APT_LOG": str(log), "OWN_BROWSER": str(own)}
    result = run(made, "test", "-q", changes=changes)
    assert counts(result) == "3 passed", result.stdout
    got = Path((made / "browser.txt").read_text())
    if os.geteuid() == 0:
        assert got == programs / "chromium"
        assert log.read_text() == "update\ninstall -y chromium fonts-noto-cjk\n"
        assert "installing chromium and fonts-noto-cjk with apt-get" in result.stderr
        assert "Playwright" not in result.stderr
    else:
        assert got == own
        assert not log.exists()


@linux_only
@pytest.mark.parametrize("apt_get", [None, APT_GET])
def test_where_debian_has_none_playwright_gets_it_once(
    made: Path, programs: Path, tmp_path: Path, apt_get: str | None
) -> None:
    if apt_get:
        write_program(programs / "apt-get", apt_get)
    own = tmp_path / "own"
    changes = {"PATH": str(programs), "APT_LOG": "/dev/null", "APT_FAILS": "yes", "OWN_BROWSER": str(own)}
    first = run(made, "test", "-q", changes=changes)
    assert counts(first) == "3 passed", first.stdout
    assert "fetching Chromium with Playwright" in first.stderr
    assert (made / "browser.txt").read_text() == str(own)
    second = run(made, "test", "-q", changes=changes)
    assert (counts(second), second.stderr) == ("3 passed", "")


@linux_only
def test_browser_that_cannot_be_got_stops_with_a_sentence(made: Path, programs: Path) -> None:
    result = run(made, "test", changes={"PATH": str(programs)})
    assert result.returncode == 2
    *_, output, sentence = result.stderr.splitlines()
    assert output == "  | no route to host"
    assert sentence.startswith("book.py: no Chromium starts here, and none could be got.")
    assert "book.py test --no-browser" in sentence
    assert result.stdout == ""


@linux_only
@pytest.mark.parametrize("fails", ["", "yes"])
def test_missing_chinese_font_is_installed_by_root(made: Path, programs: Path, tmp_path: Path, fails: str) -> None:
    write_program(programs / "chromium", "exit 0")
    write_program(programs / "fc-list", "exit 0")
    write_program(programs / "apt-get", APT_GET)
    log = tmp_path / "apt.log"
    changes = {"PATH": str(programs), "APT_LOG": str(log), "APT_FAILS": fails}
    result = run(made, "test", "-q", changes=changes)
    if os.geteuid() == 0:
        assert log.read_text() == "update\ninstall -y fonts-noto-cjk\n"
        assert result.returncode == (2 if fails else 0)
        assert ("there is no Chinese font" in result.stderr) == bool(fails)
    else:
        assert not log.exists()
        assert result.returncode == 0


def test_playwright_itself_tells_where_its_browser_would_be() -> None:
    code = "import subprocess, sys\nsubprocess.run([sys.executable, '-c', book.ASK_PLAYWRIGHT], check=True)"
    assert Path(ask_launcher(code)).is_absolute()
