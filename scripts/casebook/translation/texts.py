"""Both texts of a translation with their record, and how a group of them is named to a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casebook.manuscript import Message, Text

from .normal import strict_digest
from .sidecar import Sidecar
from .state import GroupState, TranslationState, derive

_SHOWN = 40


class Refused(Exception):
    """What was said cannot be recorded, for these reasons; nothing of it was."""

    def __init__(self, reasons: Iterable[Message], *, needs_reason: bool = False) -> None:
        self.reasons = tuple(reasons)
        self.needs_reason = needs_reason
        """Whether saying why nothing had to change would do."""
        super().__init__("; ".join(each.en for each in self.reasons))


class UnknownGroup(Exception):
    """No group has this id, and which one may have been meant."""

    def __init__(self, identity: str, hint: Message | None) -> None:
        super().__init__(identity)
        self.identity = identity
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """A translation as it is today: both texts, and the record that there is."""

    source: Text
    target: Text
    sidecar: Sidecar

    @property
    def state(self) -> TranslationState:
        """How it stands."""
        return derive(self.source, self.target, self.sidecar)

    def original(self, state: GroupState) -> tuple[str, ...]:
        """Give today's original of a group."""
        return tuple(self.source.blocks[position].text for position in state.source)

    def digests(self, state: GroupState) -> tuple[str, ...]:
        """Give the digests of today's translation of a group."""
        return tuple(strict_digest(self.target.blocks[position].text) for position in state.target)


def about(state: GroupState, texts: Texts, en: str, zh: str) -> Message:
    """Name a group by its id, the line of its text and its first words, and say something of it."""
    text, position = (texts.source, state.source[0]) if state.source else (texts.target, state.target[0])
    block = text.blocks[position]
    place = text.place_of_line(block.first)
    words = block.text.replace("\n", " ")
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    return Message(
        f"{state.id} ({place.path}:{place.line} {shown}): {en}",
        f"{state.id}（{place.path}:{place.line} {shown}）：{zh}",
    )
