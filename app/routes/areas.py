"""The areas of the dashboard, in the order people meet them: name, address, icon, shortcut."""

from __future__ import annotations

from dataclasses import dataclass

_AREA_ICONS = {
    "/": "layout-dashboard",
    "/leads": "users",
    "/conversations": "inbox",
    "/escalations": "life-buoy",
    "/knowledge": "library-big",
    "/assistant": "bot",
    "/analytics": "chart-line",
    "/clients": "building",
    "/settings": "settings",
}
AREA_WORDS = {
    "/": "Dashboard",
    "/leads": "Leads",
    "/conversations": "Conversations",
    "/escalations": "Escalations",
    "/knowledge": "Knowledge",
    "/assistant": "Assistant",
    "/analytics": "Analytics",
    "/clients": "Clients",
    "/settings": "Settings",
}
# What has room under an icon at the foot of a phone.
SHORT_WORDS = {"/": "Today", "/leads": "Leads", "/conversations": "Chats", "/escalations": "Needed"}
# The letter that goes there after a "g".
_KEYS = dict(zip(AREA_WORDS, "dlcekanis", strict=True))


@dataclass(frozen=True, slots=True)
class Area:
    """One entry of the navigation."""

    path: str
    name: str
    icon: str
    key: str
    is_here: bool
    short: str = ""


def areas_for(path: str) -> tuple[Area, ...]:
    """Return the navigation of a page at this path."""
    return tuple(
        Area(
            where,
            name,
            _AREA_ICONS[where],
            _KEYS[where],
            _is_here(path, where),
            SHORT_WORDS.get(where, name),
        )
        for where, name in AREA_WORDS.items()
    )


def _is_here(path: str, area: str) -> bool:
    return path == area if area == "/" else path == area or path.startswith(f"{area}/")
