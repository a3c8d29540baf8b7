"""Word lists, written as one string.  In: words with white space between.  Out: a frozen set.  Never fails."""


def words(text: str) -> frozenset[str]:
    """The words of ``text`` as a set."""
    return frozenset(text.split())
