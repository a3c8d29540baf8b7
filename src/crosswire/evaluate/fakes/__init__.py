"""The labels of FA-KES: killed, place and actor."""
