"""link: claims to events, with the reason for each link and each refusal; and the event each document is about."""

from crosswire.link.headline import main_events
from crosswire.link.linker import link_claims, parts_of_longer

__all__ = ["link_claims", "main_events", "parts_of_longer"]
