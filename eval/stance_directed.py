"""Directed sentiment by the shipped stance model: macro-F1 of none, positive and negative, the direction left out.

    python eval/stance_directed.py [FOLDER]    # another model than the shipped one

Each sentence of the valid part, its two names in brackets as the set has them, is asked once, "Between P and Q:
support or opposition?", without ends. *For* is read as positive (either supports the other), *against* as negative,
*neither* as none. Abstentions count as what the model thinks likeliest, so that nothing is left out.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from onrecord.models.stance import Ask, StanceModel
from stance_sets import FOLDER, Figures, Raw, measure, rows

SIDE = {0: "neither", 1: "for", 2: "for", 3: "against", 4: "against"}


def asked(r: Raw) -> Ask:
    """The question on which the model was trained; the names in the order of the set's `p` and `q`."""
    return Ask(f"Between {r['p']} and {r['q']}: support or opposition?", text=r["text"])


def directed(model: StanceModel) -> Figures:
    found = rows("directed-sentiment", "valid")
    return measure(model, [SIDE[r["label"]] for r in found], [asked(r) for r in found])


def main() -> None:
    print(directed(StanceModel.load(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)))


if __name__ == "__main__":
    main()
