"""The first record of a translation: its blocks paired with those of the original."""

from __future__ import annotations

from casebook.manuscript import Block, Message, Text

from .normal import strict_digest
from .pairing import pair
from .sidecar import Confirmation, Review, Sidecar, SyncGroup
from .state import fresh_id


class Unpairable(Exception):
    """Two texts whose blocks do not pair one to one, and what a person should look at."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


def record(
    source: Text, target: Text, *, confirmed: Confirmation, review: tuple[tuple[str, Review], ...] = ()
) -> Sidecar:
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
                id=fresh_id(ours.text, used),
                source=(ours.text,),
                target=(strict_digest(theirs.text),),
                confirmed=confirmed,
                review=review,
            )
            for ours, theirs in zip(source.blocks, target.blocks, strict=True)
        )
    )


def propose(source: Text, target: Text) -> Sidecar:
    """Pair the blocks of two texts by structure, as groups that nobody has confirmed; what has no partner is left out.

    A passage of the original without a translation is not on record: it is missing by itself.
    """
    used: set[str] = set()
    return Sidecar(
        groups=tuple(
            SyncGroup(
                id=fresh_id(source.blocks[ours[0]].text, used),
                source=tuple(source.blocks[each].text for each in ours),
                target=tuple(strict_digest(target.blocks[each].text) for each in theirs),
            )
            for ours, theirs in pair(source.blocks, target.blocks)
            if ours and theirs
        )
    )


def _different(source: Text, target: Text, ours: Block, theirs: Block) -> Message:
    here, there = source.place_of_line(ours.first), target.place_of_line(theirs.first)
    return Message(
        f"{here.path}:{here.line} is a {ours.kind} and {there.path}:{there.line} a {theirs.kind}",
        f"{here.path}:{here.line} 与 {there.path}:{there.line} 不是同一种段落（{ours.kind}、{theirs.kind}）",
    )
