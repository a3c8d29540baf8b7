"""Sets in which the words that tell of an event are marked: ECB+, GVC, MEANTIME."""
