"""Archives (ZIP), which some kinds of document are: what is in one, without unpacking it."""

from __future__ import annotations

import io
import zipfile


def names(data: bytes) -> frozenset[str] | str | None:
    """Names of the files in an archive; what is wrong with it, where it is broken; None where the bytes begin as none."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):  # "PK" alone begins an article on the PKK
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        return str(error)
