"""How many examples the property tests try: few and always the same in the checks, many and new ones where
HYPOTHESIS_PROFILE=soak asks for them."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("checks", deadline=None, derandomize=True)
settings.register_profile("soak", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "checks"))
