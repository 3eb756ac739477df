"""Making the files of editions, each once: what was made of the same content before is taken from there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from casebook.edition import Edition, States, whole
from casebook.manuscript import Book
from casebook.press.caching import Cache
from casebook.press.remembering import key_of
from casebook.press.staging import motif_of
from casebook.site import EDITIONS, Offer

from .forms import FORMS

_WORKERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The file of an edition."""

    edition: Edition
    form: str
    content: bytes

    @property
    def name(self) -> str:
        """What the file is called."""
        return f"{self.edition.stem}.{self.form}"

    @property
    def offer(self) -> Offer:
        """What the site says of it."""
        return Offer(
            path=EDITIONS / self.name,
            form=self.form,
            size=len(self.content),
            codes=tuple(each.code for each in self.edition.spoken),
            date=self.edition.date.isoformat(),
        )


def whole_editions(book: Book, states: States) -> list[Edition]:
    """Give the editions of the whole book: one in each language, and each translation beside the originals.

    A book without published chapters has none.
    """
    if not book.published():
        return []
    beside = [code for code in book.languages if code != book.source]
    return [
        *(whole(book, states, code) for code in book.languages),
        *(whole(book, states, code, parallel=True) for code in beside),
    ]


def bind(
    root: Path, editions: Sequence[Edition], forms: Iterable[str] = FORMS, *, forget_others: bool = False
) -> list[Bound]:
    """Make the files of editions in some forms. What was made of other content can be forgotten, so as to save room."""
    cache = Cache(root / ".build" / "editions")
    wanted = [(edition, form) for edition in editions for form in forms]
    keys = [_key(root, edition, form) for edition, form in wanted]

    def make(edition: Edition, form: str, key: str) -> bytes:
        content = cache.get(key)
        if content is None:
            content = _write(root, edition, form)
            cache.put(key, content)
        return content

    with ThreadPoolExecutor(_WORKERS) as workers:
        made = list(workers.map(make, *zip(*wanted, strict=True), keys)) if wanted else []
    if forget_others:
        cache.keep_only(keys)
    return [
        Bound(edition=edition, form=form, content=content)
        for (edition, form), content in zip(wanted, made, strict=True)
    ]


def _key(root: Path, edition: Edition, form: str) -> str:
    own = root / FORMS[form].folder if FORMS[form].folder else None
    files = [*FORMS[form].styles, *(sorted(own.iterdir()) if own and own.is_dir() else ())]
    styles = [path.read_bytes() for path in files if path.is_file()]
    return key_of(form.encode(), repr(edition).encode(), motif_of(root).encode(), *styles)


def _write(root: Path, edition: Edition, form: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"{edition.stem}.{form}"
        FORMS[form].write(edition, root, target)
        return target.read_bytes()
