"""Our own set of planted copies."""
