"""The first record of a translation: its blocks paired with those of the original, where they pair without a guess."""

from __future__ import annotations

from casebook.manuscript import Block, Message, Text

from .normal import strict_digest
from .sidecar import Confirmation, Sidecar, SyncGroup


class Unpairable(Exception):
    """Two texts whose blocks do not pair one to one, and what a person should look at."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


def record(source: Text, target: Text, *, confirmed: Confirmation, review: tuple[tuple[str, str], ...] = ()) -> Sidecar:
    """Pair the blocks of a translation with those of its original, one to one.

    Raises:
        Unpairable: the texts have different numbers or kinds of blocks; nothing is guessed.
    """
    for ours, theirs in zip(source.blocks, target.blocks, strict=False):
        if ours.kind is not theirs.kind:
            raise Unpairable(_different(source, target, ours, theirs))
    if len(source.blocks) != len(target.blocks):
        raise Unpairable(
            Message(
                f"the original has {len(source.blocks)} blocks and the translation {len(target.blocks)}; "
                "they pair one to one up to the end of the shorter",
                f"原文有 {len(source.blocks)} 段，译文有 {len(target.blocks)} 段；较短的一方结束之前两边一一对应",
            )
        )
    used: set[str] = set()
    return Sidecar(
        groups=tuple(
            SyncGroup(
                id=_fresh_id(ours.text, used),
                source=(ours.text,),
                target=(strict_digest(theirs.text),),
                confirmed=confirmed,
                review=review,
            )
            for ours, theirs in zip(source.blocks, target.blocks, strict=True)
        )
    )


def _fresh_id(text: str, used: set[str]) -> str:
    """Give a short id that comes from the passage itself, so that the same record is made in every place."""
    counter = 0
    while True:
        identity = "g" + strict_digest(text if not counter else f"{text}\0{counter}")
        if identity not in used:
            used.add(identity)
            return identity
        counter += 1


def _different(source: Text, target: Text, ours: Block, theirs: Block) -> Message:
    here, there = source.place_of_line(ours.first), target.place_of_line(theirs.first)
    return Message(
        f"{here.path}:{here.line} is a {ours.kind} and {there.path}:{there.line} a {theirs.kind}",
        f"{here.path}:{here.line} 与 {there.path}:{there.line} 不是同一种段落（{ours.kind}、{theirs.kind}）",
    )
