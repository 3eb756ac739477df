"""What GitHub runs and shows for this repository: valid, pinned, and without a way from a fork to a secret."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from conftest import REPOSITORY

GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(each for each in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if each.name != "config.yml")


def read(path: Path) -> Any:
    # YAML 1.1 takes the key `on` for true; nothing else in these files is concerned.
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
        ("dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_github_can_read_every_file(schema: str, files: list[Path]) -> None:
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files)]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_zizmor_finds_nothing_insecure() -> None:
    program = Path(sys.executable).with_name("zizmor")
    command = [str(program), "--offline", "--no-progress", "--quiet", str(GITHUB)]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_book_without_a_home_of_its_own_is_not_deployed(tmp_path: Path) -> None:
    steps = read(GITHUB / "workflows" / "deploy.yml")["jobs"]["build"]["steps"]
    position, script = next((at, step["run"]) for at, step in enumerate(steps) if "CODEOWNERS" in step.get("run", ""))
    assert "book.py build" in steps[position + 1]["run"]
    for name in (".github/CODEOWNERS", "chapters/book.yml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text((REPOSITORY / name).read_text("utf-8"), "utf-8")

    def deployed() -> subprocess.CompletedProcess[str]:
        return subprocess.run(["bash", "-ec", script], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    assert deployed().returncode == 1
    assert re.search(
        r"^\.github/CODEOWNERS:\d+:/chapters/ .*\n(.*\n)*chapters/book\.yml:\d+:url: .*", deployed().stdout
    )
    for name, old, new in (
        (".github/CODEOWNERS", "@example/", "@rural/"),
        ("chapters/book.yml", "//example.org", "//book.rural"),
        ("chapters/book.yml", "github.com/example/", "github.com/rural/"),
    ):
        text = (tmp_path / name).read_text("utf-8")
        assert deployed().returncode == 1
        (tmp_path / name).write_text(text.replace(old, new), "utf-8")
    assert (deployed().returncode, deployed().stdout) == (0, "")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_digest_with_its_version_beside_it(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if re.search(r"\buses:", line)]
    assert lines
    for line in lines:
        assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_begins_with_the_least_and_stops_by_itself(path: Path) -> None:
    workflow = read(path)
    assert all(right in ("read", "none") for right in workflow["permissions"].values())
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


def test_code_of_a_pull_request_meets_no_secret_and_no_right_to_write() -> None:
    for path in WORKFLOWS:
        workflow = read(path)
        triggers = workflow[True]
        assert "pull_request_target" not in triggers
        if "pull_request" in triggers:
            assert "secrets." not in path.read_text("utf-8")
            assert all("permissions" not in job for job in workflow["jobs"].values())
        if "workflow_run" in triggers:
            steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
            assert all("run" not in step and "checkout" not in step["uses"] for step in steps)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_label_of_a_form_is_in_both_languages(path: Path) -> None:
    form = read(path)
    labels = [form["name"], form["description"]]
    for item in form["body"]:
        attributes = item["attributes"]
        labels += [attributes.get("label", ""), attributes.get("description", ""), attributes.get("value", "")]
        options = attributes.get("options", [])
        labels += [option["label"] for option in options if isinstance(option, dict)]
    for label in filter(None, labels):
        assert re.search("[一-鿿]", label), label
        assert re.search("[a-z]{3}", label), label


def test_every_form_that_the_site_links_is_there(built_site: Path) -> None:
    linked = set()
    for page in built_site.rglob("*.html"):
        for address in re.findall(r'href="([^"]+/issues/new\?[^"]+)"', page.read_text("utf-8")):
            linked.update(parse_qs(urlsplit(address.replace("&amp;", "&")).query)["template"])
    assert linked == {each.name for each in FORMS}
