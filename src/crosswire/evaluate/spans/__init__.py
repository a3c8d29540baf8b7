"""Sets that mark spans of text: attributions, times, places, entities."""
