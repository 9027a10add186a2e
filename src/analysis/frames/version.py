"""The version of this package's code, by which it knows what it made itself."""

import hashlib
from functools import cache
from pathlib import Path


@cache
def code_version() -> str:
    """Return a hash of this package's code and word lists: what other code has made is not used again."""
    home = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(p for p in home.rglob("*") if p.suffix in {".py", ".txt", ".csv", ".toml", ".json"}):
        digest.update(path.relative_to(home).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
