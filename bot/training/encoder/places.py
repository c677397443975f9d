"""Names of municipalities as they are dropped into utterances: the plain name, which any text may hold."""

from __future__ import annotations

import csv
from pathlib import Path

NAMES = Path("finnish/places/names.csv")


def place_names(path: Path = NAMES) -> list[str]:
    """The names of the municipalities, and some cases of those whose endings are plainly joined to the name."""
    with path.open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    forms = []
    for name in names:
        forms.append(name)
        if name.endswith(("la", "lä", "ia", "iä", "na", "ka")):
            back = name[-1] == "a"
            forms += [name + ending for ending in ("ssa", "lla", "sta", "n")] if back else [name + "ssä", name + "n"]
    return sorted(set(forms))
