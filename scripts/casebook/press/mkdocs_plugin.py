"""The adapter to MkDocs, and the only module that knows it.

It points MkDocs at the staged pages, gives templates the words and addresses they ask for, and renders by request of
the other modules. What the site says is decided in `casebook.site`.

mkdocs-static-i18n calls MkDocs' `build()` again for every further language, with the same configuration, so the book is
prepared once for each configuration and its findings are reported once.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs_static_i18n.config import I18nPluginLanguage

from casebook.manuscript import Book, Diagnostic
from casebook.site import page_policy, wording_of

from .hosting import write_hosting
from .indexing import IndexingError, write_index
from .listing import write_listing
from .preparing import NotPublishable, Prepared, prepare
from .staging import publish_finished, stage, theme_folders, write_plain_texts

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = get_plugin_logger("casebook")

_STOCK_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")


class CasebookConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves __init_subclass__ untyped
    """The plugin has no settings in mkdocs.yml: chapters/book.yml holds them."""


class CasebookPlugin(BasePlugin[CasebookConfig]):  # type: ignore[no-untyped-call]  # the same
    """Puts the book in the place of `docs_dir`."""

    def __init__(self) -> None:
        super().__init__()
        self.edition = "site"
        """`site`, `preview`, or `pack`: pages that are opened from a folder, without a server."""
        self.prepared: Prepared | None = None
        """A book that was prepared already; without one the plugin prepares it."""
        self.assets: dict[str, str] = {}
        self.after_page: Callable[[], None] = lambda: None
        self._of: MkDocsConfig | None = None
        self._last: Prepared | None = None
        self._indexing: Thread | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        if command == "serve":
            self.edition = "preview"

    @property
    def preview(self) -> bool:
        """Whether the pages are shown to their author only."""
        return self.edition == "preview"

    def on_shutdown(self) -> None:
        if self._indexing is not None:
            self._indexing.join()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if self._of is config:
            return config
        root = Path(config.config_file_path).parent
        prepared = self.prepared or self._prepare(root)
        self.prepared, self._book, self._site = None, prepared.book, prepared.site
        staging = root / ".build" / {"site": "docs"}.get(self.edition, self.edition)
        # An author must see what was written a second ago: no preview is kept.
        source = prepared.book.source if self.edition == "site" else ""
        files = {each.offer.path: each.content for each in prepared.editions}
        self.assets = stage(root, prepared.site, staging, source=source, files=files)
        _configure(config, prepared.book, root, staging, keep_address=self.preview)
        self._of = config
        return config

    def _prepare(self, root: Path) -> Prepared:
        try:
            prepared = prepare(root, preview=self.preview, editions=self.edition == "site")
        except NotPublishable as error:
            _report(error.checked.diagnostics)
            if self._last is not None:
                # A preview lives on with what was last whole, until the mistake is mended.
                return self._last
            raise PluginError(f"the book has {len(error.checked.errors)} errors; 'casebook check' lists them") from None
        _report(prepared.checked.diagnostics)
        if self.preview:
            self._last = prepared
        return prepared

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave the pages of this pass and the theme's templates.

        static-i18n makes every file of every language anew in each pass, and would look at each finished file of ours
        several times only to copy it.
        """
        folder = f"{_language_of_this_pass(config)}/"
        for file in list(files):
            is_staged = (file.abs_src_path or "").startswith(f"{config.docs_dir}{os.sep}")
            if is_staged:
                is_wanted = file.is_documentation_page() and file.src_uri.startswith(folder)
            else:
                is_wanted = not file.src_uri.startswith(_STOCK_ASSETS)
            if not is_wanted:
                files.remove(file)
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        # MkDocs would read the page as Markdown and look at every link; ours are finished.
        page.render = partial(self._render, page)  # type: ignore[method-assign]
        return page

    def _render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        page.content = page.markdown
        page.present_anchor_ids = set()

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        book = self._book
        env.globals["book"] = book
        env.globals["edition"] = self.edition
        env.globals["assets"] = self.assets
        # What reloads a preview is a script in the page, and files in a folder have no origin to be 'self' of.
        env.globals["policy"] = page_policy() if self.edition == "site" else ""
        env.globals["wording"] = {code: wording_of(book, code) for code in book.languages}
        return env

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        context["code"] = _language_of_this_pass(config)
        return context

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Write the page for wrong addresses of each language into its own folder; MkDocs knows only one."""
        code = _language_of_this_pass(config)
        if template_name != "404.html" or code == self._book.source:
            return output
        target = Path(config.site_dir) / code / template_name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(output, encoding="utf-8")
        return ""

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self.after_page()
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Finish the site when its last language is there; a preview does not wait for its index and has no headers."""
        if _language_of_this_pass(config) != list(self._book.languages)[-1]:
            return
        site = Path(config.site_dir)
        publish_finished(Path(config.docs_dir), site, source=self._book.source)
        if self.preview:
            self._indexing = Thread(target=_index_quietly, args=(site,))
            self._indexing.start()
            return
        if self.edition == "pack":
            return
        try:
            write_index(site)
        except IndexingError as error:
            raise PluginError(f"the search index could not be made: {error}") from error
        write_plain_texts(site, self._site.plain)
        write_listing(site, self._site.prefixes, withdrawn=self._site.withdrawn, cut=self._site.cut)
        write_hosting(self._book, site, Path(config.config_file_path).parent / ".build")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        root = Path(config.config_file_path).parent
        # The staging folder changes with every build; watching it would build twice.
        server.unwatch(config.docs_dir)
        server.watch(str(root / "chapters"))
        server.watch(str(root / "docs"))
        for folder in theme_folders(root):
            server.watch(str(folder))
        return server


def _index_quietly(site: Path) -> None:
    try:
        write_index(site)
    except (IndexingError, OSError) as error:
        # The next build empties the folder under our hands; it indexes anew.
        log.debug("the preview has no search index yet: %s", error)


def render(
    root: Path, prepared: Prepared, site_dir: Path, *, on_rendered: Callable[[], None], edition: str = "site"
) -> None:
    """Render a prepared book into a folder; `on_rendered` is called after each page.

    Raises:
        RenderError: the renderer gave a warning or failed.
    """
    try:
        with _own_log() as said:
            config = load_config(config_file=str(root / "mkdocs.yml"), site_dir=str(site_dir), strict=True)
            plugin = _plugin_of(config)
            plugin.prepared, plugin.after_page, plugin.edition = prepared, on_rendered, edition
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
    except (Abort, ConfigurationError) as error:
        raise RenderError(f"mkdocs.yml: {'; '.join(said) or error}") from error


@contextmanager
def _own_log() -> Iterator[list[str]]:
    """Collect what MkDocs warns of, so that it is said once and in one sentence."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    propagates, logger.propagate = logger.propagate, False
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


def preview(root: Path, address: str) -> None:
    """Serve a book with drafts and broken chapters at host:port, and build it anew when a file changes."""
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        serve(config_file=str(root / "mkdocs.yml"), dev_addr=address)
    except Abort as error:
        raise RenderError(str(error)) from error


class RenderError(Exception):
    """The renderer could not make the site."""


def _plugin_of(config: MkDocsConfig) -> CasebookPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, CasebookPlugin):
            return plugin
    raise RenderError("mkdocs.yml does not list the plugin 'casebook'")


def _language_of_this_pass(config: MkDocsConfig) -> str:
    current: str = config.plugins["i18n"].current_language  # type: ignore[attr-defined]  # static-i18n has no types
    return current


def _configure(config: MkDocsConfig, book: Book, root: Path, staging: Path, *, keep_address: bool) -> None:
    """Tell MkDocs and static-i18n what the book says of itself, so that mkdocs.yml need not say it again."""
    config.docs_dir = str(staging)
    config.site_name = next(iter(book.title.values()), "casebook")
    if not keep_address:
        config.site_url = book.url
    for folder in reversed(theme_folders(root)):
        if str(folder) in config.theme.dirs:
            config.theme.dirs.remove(str(folder))
        config.theme.dirs.insert(0, str(folder))
    # The site writes its own list of pages, with true alternates.
    config.theme.static_templates.discard("sitemap.xml")
    # Every page is staged in every language and leads on by itself; MkDocs needs no more than a beginning.
    config.nav = [{"home": "index.md"}]
    languages = []
    for code, language in book.languages.items():
        entry = I18nPluginLanguage()
        entry.load_dict({"locale": code, "name": language.name, "default": code == book.source, "build": True})
        entry.validate()
        languages.append(entry)
    config.plugins["i18n"].config.languages = languages


def _report(diagnostics: tuple[Diagnostic, ...]) -> None:
    for each in diagnostics:
        place = f"{each.place.path}:{each.place.line}:{each.place.column}"
        hint = f" ({each.hint.en})" if each.hint else ""
        line = f"{place}: {each.claim.severity}: {each.message.en} [{each.claim.id}]{hint}"
        # A warning of ours is no reason to fail `mkdocs build --strict`: a translation may well be behind for a while.
        log.error(line) if each.is_error else log.info(line)
