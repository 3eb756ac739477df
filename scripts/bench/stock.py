"""The same pages as a stock site: MkDocs, Material and static-i18n as their manuals set them up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml


def build_stock(settings_of_ours: Path, pages: Path, folder: Path) -> Path:
    """Build the staged pages of a book with the stock theme into an empty folder, and give the folder of the site.

    `pages` is what `casebook build` left in `.build/docs`: a folder for each language. The originals stand at the root
    of the site and the other languages below, so that addresses are those of ours.

    Raises:
        subprocess.CalledProcessError: MkDocs failed.
    """
    pages, folder = pages.resolve(), folder.resolve()
    site, config = folder / "site", folder / "mkdocs.yml"
    ours = yaml.safe_load(settings_of_ours.read_text(encoding="utf-8"))
    names = {"zh": "中文", "en": "English"}
    codes = sorted(path.name for path in pages.iterdir() if path.name in names)
    languages = [{"locale": code, "name": names[code], "build": True, "default": code == "zh"} for code in codes]
    settings = {
        "site_name": "Stock",
        "site_url": "https://example.org/",
        "docs_dir": str(pages),
        "site_dir": str(site),
        # The one thing that is kinder than stock: without it every page waits for Google Fonts, here as in a village.
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}],
        "nav": [{"Home": "index.md"}],
        "validation": ours["validation"],
    }
    config.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "LC_ALL": "C.UTF-8"}
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config))
    subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603  # our own
    return site
