"""Codes of an authenticator app: six digits, thirty seconds, SHA-1.

Source: RFC 6238 (TOTP), section 5.2: one step either way for clocks that differ, and no code is
taken twice. The parameters are those every authenticator app knows. The secret has 160 bits.
"""

from __future__ import annotations

import hmac
import re

ISSUER = "leadline"
STEP_S = 30
_WINDOW = 1
_CODE = re.compile(r"[0-9]{6}")


def new_secret() -> str:
    """Return a fresh secret in base 32."""
    import pyotp

    return pyotp.random_base32()


def address_of(secret: str, email: str) -> str:
    """Return the ``otpauth://`` address an app reads from the QR code."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def picture_of(address: str) -> str:
    """Return the QR code as a ``data:`` address of an SVG; dark on white, whatever the theme."""
    import segno

    made = segno.make(address, error="m", micro=False)
    return made.svg_data_uri(scale=4, border=3, dark="#000", light="#fff")


def cleaned(code: str) -> str:
    """Return a typed code without the blanks and dashes people put in."""
    return re.sub(r"[\s-]", "", code)


def step_of(secret: str, code: str, now_ms: int, after_step: int = 0) -> int | None:
    """Return the time step a code belongs to, None when it is wrong, too old or was taken before.

    Args:
        after_step: the last step a code was taken of; that one and earlier ones are refused.
    """
    import pyotp

    code = cleaned(code)
    # Digits of other scripts are digits to Python; an app shows none of them.
    if not secret or not _CODE.fullmatch(code):
        return None
    made, now = pyotp.TOTP(secret), now_ms // 1000 // STEP_S
    found = None
    for step in range(now - _WINDOW, now + _WINDOW + 1):
        # All of them, so that the time tells nothing.
        if hmac.compare_digest(made.generate_otp(step), code) and step > after_step:
            found = step
    return found
