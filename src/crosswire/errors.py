"""One error root; each message names the thing that failed and says what to do next."""


class CrosswireError(Exception):
    """Anything crosswire refuses to do, with what to do instead."""


class IntakeError(CrosswireError):
    """A file could not be read as documents."""


class LexiconError(CrosswireError):
    """A lexicon or gazetteer file breaks its schema or contradicts another."""


class CasebookError(CrosswireError):
    """A casebook is missing, locked, damaged or of a newer version."""


class UsageError(CrosswireError):
    """The command was asked for something it does not have (an unknown event, document or policy)."""
