"""Link secrets: made, shown once, stored as a hash only."""

import hashlib
import secrets


def new_link_secret() -> str:
    """Return a fresh secret of 160 bits, URL-safe."""
    return secrets.token_urlsafe(20)


def hash_link_secret(secret: str) -> str:
    """Return the hash under which rows of this secret are stored: SHA-256, 64 hexadecimal digits.

    The secret has 160 random bits, so a slow hash would add nothing.
    """
    return hashlib.sha256(secret.encode()).hexdigest()
