"""What an import changed, confirmed by somebody: the record of a translation with those groups in it, and no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casebook.manuscript import Text, read_text
from casebook.translation.normal import strict_digest
from casebook.translation.sidecar import Confirmation, Sidecar, SyncGroup
from casebook.translation.state import GroupState, Status
from casebook.translation.targets import is_cut_off


def can_be_sealed(source: Text, passage: GroupState, blocks: tuple[str, ...]) -> bool:
    """Say whether new blocks look like a whole translation of a passage.

    What is cut off is never confirmed, nor what has no original, unless it is on record as the translator's own note.
    """
    if not passage.source:
        return passage.status is Status.NOTE
    texts = [source.blocks[position].text for position in passage.source]
    whole = read_text(source.path, "\n\n".join(blocks)).blocks
    return not whole or not is_cut_off(texts, whole)


def seal(
    sidecar: Sidecar | None,
    source: Text,
    target: Text | None,
    passages: Sequence[GroupState],
    blocks: Mapping[str, tuple[str, ...]],
    confirmed: Confirmation,
) -> Sidecar:
    """Give the record in which the passages with new `blocks` are confirmed; reviews of what they said before are gone.

    Where nothing was recorded before, every other passage that has both texts is recorded as unconfirmed.
    """
    groups = list(sidecar.groups) if sidecar else []
    before: list[str] = []
    for passage in passages:
        texts = tuple(source.blocks[position].text for position in passage.source)
        if passage.id in blocks:
            digests = tuple(strict_digest(each) for each in blocks[passage.id])
            fresh = SyncGroup(id=passage.id, source=texts, target=digests, confirmed=confirmed, note=not texts)
        elif sidecar is None and texts and passage.target and target:
            digests = tuple(strict_digest(target.blocks[position].text) for position in passage.target)
            fresh = SyncGroup(id=passage.id, source=texts, target=digests)
        else:
            before += passage.parts[-1:]
            continue
        # Groups that the original has joined become the one that was confirmed.
        gone = {passage.id, *passage.parts}
        index = next((place for place, group in enumerate(groups) if group.id in gone), None)
        groups = [group for group in groups if group.id not in gone]
        if index is None:
            known = [place for place, group in enumerate(groups) if group.id in before[-1:]]
            index = known[0] + 1 if known else 0
        groups.insert(index, fresh)
        before.append(fresh.id)
    return replace(sidecar, groups=tuple(groups)) if sidecar else Sidecar(groups=tuple(groups))
