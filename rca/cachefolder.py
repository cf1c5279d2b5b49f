"""Where an index goes whose workspace cannot be written."""

from __future__ import annotations

import hashlib
import os

from rca.errors import RcaError


class NoCacheFolder(RcaError):
    """Neither the workspace nor the user's cache folder can be written."""

    exit_code = 5

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(
            f"{folder}: {reason}; rca needs a folder for its index: set XDG_CACHE_HOME to one it can write"
        )


def cache_path(root: str) -> str:
    """The folder in the user's cache for a workspace's index, whether it is there or not."""
    from platformdirs import user_cache_dir

    digest = hashlib.sha256(os.path.realpath(root).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return os.path.join(user_cache_dir("rca", appauthor=False), f"{os.path.basename(root)}-{digest}")


def cache_folder(root: str) -> str:
    """The folder in the user's cache for a workspace's index, made if need be; raises NoCacheFolder."""
    folder = cache_path(root)
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise NoCacheFolder(folder, error.strerror or "cannot be made") from None
    return folder
