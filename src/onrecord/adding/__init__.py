"""Reports go into a ledger: taken in, read by several workers, written in their order."""

from onrecord.adding.adding import Adding, Progress, Summary, Tell, Validations
from onrecord.adding.settings import settings_of

__all__ = ["Adding", "Progress", "Summary", "Tell", "Validations", "settings_of"]
