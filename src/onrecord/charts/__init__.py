"""Pictures: where each side stands, who moved, who stands with whom, who waits for whom. SVG or PNG by the ending.

To add one: write a file beside this that draws on a `canvas.sheet`, and name its function here.
"""

from onrecord.charts.network import network_chart
from onrecord.charts.positions import positions_chart

__all__ = ["network_chart", "positions_chart"]
