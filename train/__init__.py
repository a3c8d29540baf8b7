"""Training of the learned reader; not part of the installed package."""
