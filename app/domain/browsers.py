"""What browser and system a ``User-Agent`` names, for a list of sessions.

Only a hint to people: anybody may write anything there, so nothing rests on it.
"""

from __future__ import annotations

# The first that is named counts: most say they are several at once.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
_MOBILE = frozenset({"iPhone", "iPad", "Android"})


def browser_of(user_agent: str) -> str:
    """Return the browser's name, empty when it is none we know."""
    return next((name for mark, name in _BROWSERS if mark in user_agent), "")


def system_of(user_agent: str) -> str:
    """Return the system's name, empty when it is none we know."""
    return next((name for mark, name in _SYSTEMS if mark in user_agent), "")


def is_mobile(user_agent: str) -> bool:
    """Tell whether it is a phone or a tablet."""
    return system_of(user_agent) in _MOBILE
