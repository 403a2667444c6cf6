"""Credentials of tenants at rest: AES-256-GCM under a key derived from ``SECRET_KEY``.

Sealed text is bound to its tenant: copied to another tenant's row it does not open. Format
``v1.<base64 of nonce (12 bytes) + ciphertext + tag>``.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os

from app.errors import CannotStart


class Sealer:
    """Seals and opens small dictionaries of strings."""

    def __init__(self, secret_key: str) -> None:
        # One derivation, one purpose; the secret is 256 random bits, so no stretching is needed.
        self._key = hmac.new(secret_key.encode(), b"leadline credentials v1", hashlib.sha256)

    def seal(self, tenant_id: str, credentials: dict[str, str]) -> str:
        """Return the sealed text of a tenant's credentials."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(12)
        plain = json.dumps(credentials).encode()
        sealed = AESGCM(self._key.digest()).encrypt(nonce, plain, tenant_id.encode())
        return "v1." + base64.b64encode(nonce + sealed).decode()

    def open(self, tenant_id: str, sealed: str) -> dict[str, str]:
        """Return the credentials.

        Raises:
            CannotStart: sealed with another SECRET_KEY or for another tenant.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if not sealed:
            return {}
        data = base64.b64decode(sealed.removeprefix("v1."))
        try:
            plain = AESGCM(self._key.digest()).decrypt(data[:12], data[12:], tenant_id.encode())
        except InvalidTag as error:
            raise CannotStart(
                "Stored credentials do not open with this SECRET_KEY; restore the former key.",
                exit_code=3,
            ) from error
        result: dict[str, str] = json.loads(plain)
        return result
