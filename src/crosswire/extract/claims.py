"""Claims of one document: who did what to whom, where, when, how many, according to whom.

In: a `Document` that was read, the lexicon, and who reads it: ``rules`` (a parse and rules on it), ``learned`` (a small
network that was trained on marked texts), or ``both``, where the network weighs the figures that the rules read.  Out:
its claims in the order of the text, without voice and event.  Pure: the same document, lexicon and reader give the same
claims.
"""

from __future__ import annotations

from crosswire.extract.named import find_named
from crosswire.extract.rules import claims_by_rules
from crosswire.lexicon import Lexicon
from crosswire.model import DEFAULT_READER, Claim, Document, Reader


def extract_claims(document: Document, lexicon: Lexicon, *, reader: Reader = DEFAULT_READER) -> list[Claim]:
    """The claims of a document; none for one that was not read."""
    if document.state != "read" or not any(p.kind in ("headline", "sentence") for p in document.passages):
        return []
    named = find_named(document, lexicon)
    if reader == "rules":
        return claims_by_rules(named, lexicon)
    from crosswire.extract.learned import network
    from crosswire.extract.learned.both import asked, claims_by_both
    from crosswire.extract.learned.claims import claims_by_network
    from crosswire.extract.learned.loose import Ruled

    if reader == "learned":
        return claims_by_network(named, network.read(named, lexicon), lexicon)
    ruled = Ruled.of(claims_by_rules(named, lexicon), named)
    return claims_by_both(ruled, network.read(named, lexicon, asked(ruled)))
