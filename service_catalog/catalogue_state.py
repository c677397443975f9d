"""What version of the catalogue is in the database: readers swap their index when it changes.

`version` changes with every build, import and edit. `content` is the hash of the content folder that was loaded, by
which a build knows that there is nothing to do.
"""

from __future__ import annotations

import secrets

from sqlalchemy.orm import Session

from service_catalog.models import CatalogueState


def read_state(session: Session, key: str) -> str | None:
    """The value of `key`, or None."""
    row = session.get(CatalogueState, key)
    return row.value if row else None


def mark_changed(session: Session, content: str | None = None) -> str:
    """Tells readers that the catalogue changed; `content` is given by a build of the content folder. Caller commits."""
    if content is not None:
        session.merge(CatalogueState(key="content", value=content))
    version = f"{content or read_state(session, 'content') or ''}-{secrets.token_hex(4)}"
    session.merge(CatalogueState(key="version", value=version))
    return version
