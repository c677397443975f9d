"""What an import did, in a line."""

from __future__ import annotations

from service_catalog.importers.replace import Changes


def told(changes: Changes) -> str:
    """The numbers of an import."""
    kinds = {
        "added": changes.added,
        "changed": changes.changed,
        "as before": changes.unchanged,
        "retired": changes.gone,
    }
    return ", ".join(f"{number} {kind}" for kind, number in kinds.items()) + "."
