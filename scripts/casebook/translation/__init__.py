"""Does a translation follow its original? A sidecar keeps what was confirmed; the rest is derived at each run.

The question is asked of one language only: the original that the translator worked from, against the original of today.
No state lives in git, so a squashed history, a shallow clone or a zip file gives the same answer.
"""

from .normal import content_digest, strict_digest
from .pairing import is_placeholder
from .recording import Unpairable, propose, record
from .sidecar import (
    Confirmation,
    Review,
    Sidecar,
    SidecarForm,
    SyncGroup,
    Waiver,
    has_conflict,
    read_sidecar,
    write_sidecar,
)
from .standing import Standings, stand
from .starting import is_left
from .state import GroupState, Status, TranslationState, derive
from .targets import is_cut_off

__all__ = [
    "Confirmation",
    "GroupState",
    "Review",
    "Sidecar",
    "SidecarForm",
    "Standings",
    "Status",
    "SyncGroup",
    "TranslationState",
    "Unpairable",
    "Waiver",
    "content_digest",
    "derive",
    "has_conflict",
    "is_cut_off",
    "is_left",
    "is_placeholder",
    "propose",
    "read_sidecar",
    "record",
    "stand",
    "strict_digest",
    "write_sidecar",
]
