"""The incident templates of MUC-4."""
