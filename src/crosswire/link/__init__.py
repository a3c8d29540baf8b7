"""link: claims to events, with the reason for each link and each refusal; and the event each document is about."""

from crosswire.link.headline import main_events
from crosswire.link.kept import Kept
from crosswire.link.linker import SHOWN, link_claims, parts_of_longer
from crosswire.link.standing import Tellings

__all__ = ["SHOWN", "Kept", "Tellings", "link_claims", "main_events", "parts_of_longer"]
