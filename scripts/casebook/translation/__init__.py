"""Does a translation follow its original? A sidecar keeps what was confirmed; the rest is derived at each run.

The question is asked of one language only: the original that the translator worked from, against the original of today.
No state lives in git, so a squashed history, a shallow clone or a zip file gives the same answer.
"""

from .normal import content_digest, strict_digest
from .recording import Unpairable, record
from .sidecar import Confirmation, Sidecar, SyncGroup, read_sidecar, write_sidecar
from .standing import Standings, stand
from .state import GroupState, Status, TranslationState, derive

__all__ = [
    "Confirmation",
    "GroupState",
    "Sidecar",
    "Standings",
    "Status",
    "SyncGroup",
    "TranslationState",
    "Unpairable",
    "content_digest",
    "derive",
    "read_sidecar",
    "record",
    "stand",
    "strict_digest",
    "write_sidecar",
]
