"""What a browser without script would send of a form on a page."""

from __future__ import annotations

import html
import re

_INPUT = re.compile(r"<input\b[^>]*>")
_TEXT = re.compile(r'<textarea\b[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', re.DOTALL)
_SELECT = re.compile(r'<select\b[^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
_FORM = re.compile(r'<form\b[^>]*action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""


def fields_of(page: str, action: str) -> dict[str, str]:
    """Return what a browser would send of a form, without its buttons."""
    (body,) = [text for where, text in _FORM.findall(page) if where == action]
    fields = {name: html.unescape(text) for name, text in _TEXT.findall(body)}
    for tag in _INPUT.findall(body):
        is_choice = _attribute(tag, "type") in ("radio", "checkbox")
        if _attribute(tag, "name") and (not is_choice or " checked" in tag):
            fields[_attribute(tag, "name")] = _attribute(tag, "value")
    for name, options in _SELECT.findall(body):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    fields.pop("csrf")
    return fields
