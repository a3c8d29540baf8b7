"""An invented press with planted copies: the set that `crosswire evaluate copies` measures on.

``python -m crosswire.evaluate.press FOLDER`` writes it; see README.md beside this file.
"""
