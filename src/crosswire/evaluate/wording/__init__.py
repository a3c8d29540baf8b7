"""What stays when words are swapped that must not matter."""
