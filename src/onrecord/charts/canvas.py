"""What all pictures share: a sheet to draw on, its colours and letters, and a file that is the same every time.

Drawn by matplotlib, which is loaded when there is something to draw and not before. Stances have the colours of the
pages (Okabe and Ito's pair of blue and vermilion, darkened for paper), and each its own mark, so that a grey print
and a colour-blind reader lose nothing.
"""

from __future__ import annotations

import textwrap
import unicodedata
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, SOFT, FAINT, PALE = "#1c1b19", "#5d5a54", "#c9c3b6", "#ece7dc"
COLOURS: Mapping[str, str] = {"for": "#0063a3", "against": "#b84a00", "neither": SOFT}
MARKS: Mapping[str, str] = {"for": "^", "against": "v", "neither": "o"}
SIZES = {"title": 13.0, "name": 9.5, "text": 8.5, "small": 7.5, "tiny": 6.5}
ENDINGS = (".svg", ".png")
DPI = 200  # of a PNG: sharp at the width of a column in print
_SETTINGS: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],  # comes with matplotlib, so that a picture looks the same everywhere
    "font.size": SIZES["text"],
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "axes.edgecolor": FAINT,
    "axes.labelcolor": SOFT,
    "axes.linewidth": 0.8,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "svg.hashsalt": "onrecord",  # the ids inside an SVG come from this and the drawing alone
    "svg.fonttype": "path",
    "path.simplify": False,
}


def examine(path: Path) -> None:
    """Raise UsageError where nothing can be drawn to `path`: for its ending, its folder, or a missing matplotlib.

    >>> examine(Path("stands.gif"))
    Traceback (most recent call last):
    onrecord.errors.UsageError: stands.gif: a picture ends in .svg or .png
    """
    if path.suffix.lower() not in ENDINGS:
        raise UsageError(f"{path}: a picture ends in {' or '.join(ENDINGS)}")
    if not path.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}")
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        raise UsageError('pictures need matplotlib: pip install "onrecord[plot]"') from error


@contextmanager
def sheet(path: Path, width: float, height: float) -> Iterator[Figure]:
    """An empty figure of that many inches, written to `path` once the block is through: whole, or not at all.

    Raises UsageError as `examine` does.
    """
    examine(path)
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()  # whatever settings the user keeps for other pictures
        matplotlib.rcParams.update(_SETTINGS)
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # an empty box tells it
        figure = Figure(figsize=(width, height), facecolor="white")
        FigureCanvasAgg(figure)
        yield figure
        _write(figure, path)


def _write(figure: Figure, path: Path) -> None:
    """The figure in its file, without the day and the program's version: the same picture is the same bytes."""
    made, form = path.with_name(f".{path.name}.part"), path.suffix.lower()[1:]
    unset = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
    try:
        figure.savefig(made, format=form, dpi=DPI, metadata=unset)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def panel(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a place given in inches from the lower left corner."""
    wide, high = figure.get_size_inches()
    return figure.add_axes((left / wide, bottom / high, width / wide, height / high))


def bare(axes: Axes, *, keep: Sequence[str] = ()) -> None:
    """Take away the frame but for the sides to keep, and the marks on the axes."""
    for side, spine in axes.spines.items():
        spine.set_visible(side in keep)
    axes.tick_params(length=0, labelsize=SIZES["small"])


def write(
    figure: Figure, x: float, y: float, text: str, *, size: str = "text", colour: str = INK, bold: bool = False,
    across: str = "left", up: str = "baseline",
) -> None:  # fmt: skip
    """Words at a place given in inches from the lower left corner."""
    wide, high = figure.get_size_inches()
    figure.text(
        x / wide, y / high, text, size=SIZES[size], color=colour, weight="bold" if bold else "normal",
        ha=across, va=up, linespacing=1.25,
    )  # fmt: skip


def measured(text: str, size: str) -> tuple[float, float]:
    """Width and height of words in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    font, lines = FontProperties(size=SIZES[size]), text.split("\n")
    wide = max(TextPath((0, 0), line, prop=font).get_extents().width if line.strip() else 0.0 for line in lines)
    return wide / 72, len(lines) * SIZES[size] * 1.25 / 72


def shown(text: str) -> str:
    r"""The text on one line, without what cannot be drawn.

    >>> shown("Front\n of\x1b the  North")
    'Front of the North'
    """
    plain = "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") else " " for c in text)
    return " ".join(plain.split())


def wrapped(text: str, width: int, lines: int = 2) -> str:
    """The text in lines of at most `width` characters, and at most so many of them; what is cut off shows as ….

    >>> wrapped("Organization for the Prohibition of Chemical Weapons", 26)
    'Organization for the\\nProhibition of Chemical…'
    >>> wrapped("Ostmark", 26)
    'Ostmark'
    """
    text = shown(text)
    return "\n".join(textwrap.wrap(text, width, max_lines=lines, placeholder="…")) if text else "–"
