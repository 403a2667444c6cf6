"""Where in the inbox somebody is: tab, client, filters, and what is open; and its address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from app.store.inbox_lists import Filters
from app.store.lead_words import terms_of

MINE = "me"


@dataclass(frozen=True, slots=True)
class Place:
    """A list and perhaps an opened conversation; empty is everything.

    ``tab`` is ``all``, ``needs_person``, ``held``, ``hot`` or ``spam``; ``holder`` an operator, or
    ``me``; ``search`` what was typed; ``unread`` is ``1`` or empty.
    """

    tab: str = "all"
    client_id: str = ""
    selected_id: str = ""
    channel: str = ""
    unread: str = ""
    holder: str = ""
    language: str = ""
    search: str = ""

    @property
    def is_filtered(self) -> bool:
        """Tell whether more than a tab and a client was chosen."""
        return any((self.channel, self.unread, self.holder, self.language, self.search))

    @property
    def values(self) -> dict[str, str]:
        """Return what the query says, without what is open."""
        given = {
            "tab": "" if self.tab == "all" else self.tab,
            "client": self.client_id,
            "channel": self.channel,
            "unread": self.unread,
            "holder": self.holder,
            "language": self.language,
            "q": self.search,
        }
        return {name: value for name, value in given.items() if value}

    def address(self, conversation_id: str = "", tab: str | None = None) -> str:
        """Return the address of a conversation or of the list, keeping what was chosen."""
        path = f"/conversations/{conversation_id}" if conversation_id else "/conversations"
        there = self if tab is None else replace(self, tab=tab)
        query = urlencode(there.values)
        return f"{path}?{query}" if query else path

    def older(self, key: str) -> str:
        """Return the query of the list's next page."""
        return urlencode({**self.values, "older": key})

    def filters(self, operator_id: str) -> Filters:
        """Return what the list is limited to, for one who looks at it."""
        return Filters(
            tab=self.tab,
            channel=self.channel,
            holder_id=operator_id if self.holder == MINE else self.holder,
            language=self.language,
            is_unread=self.unread != "",
            # The longest first: it is the narrowest.
            words=tuple(sorted(terms_of(self.search), key=lambda one: -len(one.beginnings[0]))),
        )
