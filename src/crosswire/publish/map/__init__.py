"""The map: events at their places over the shipped lines, as SVG that needs no script and no network."""

from crosswire.casebook import Spot
from crosswire.publish.map.draw import MapView, draw, spots_of, usual_view, whole_view

__all__ = ["MapView", "Spot", "draw", "spots_of", "usual_view", "whole_view"]
