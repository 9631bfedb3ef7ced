"""Pictures: where each side stands, who moved, who stands with whom, who waits for whom. SVG or PNG by the ending.

To add one: write a file beside this that draws on a `canvas.sheet`, and name its function here.
"""

from onrecord.charts.conditions import conditions_chart
from onrecord.charts.network import network_chart
from onrecord.charts.positions import positions_chart
from onrecord.charts.shifts import shifts_chart

__all__ = ["conditions_chart", "network_chart", "positions_chart", "shifts_chart"]
