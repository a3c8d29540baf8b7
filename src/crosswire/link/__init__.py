"""link: claims to events, with the reason for each link and each refusal; and the event each document is about."""

from crosswire.link.headline import main_events
from crosswire.link.kept import Kept
from crosswire.link.laid_out import KeptApart, LaidOut
from crosswire.link.linker import SHOWN, link_claims

__all__ = ["SHOWN", "Kept", "KeptApart", "LaidOut", "link_claims", "main_events"]
