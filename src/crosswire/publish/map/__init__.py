"""The map: events at their places over the shipped lines, as SVG that needs no script and no network."""

from crosswire.publish.map.draw import MapView, draw

__all__ = ["MapView", "draw"]
