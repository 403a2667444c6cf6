"""Who has a conversation open, and who is writing in it: so that two operators do not collide.

Kept in the memory of this process and never stored: it is over when the process is, and a page
says every ten seconds that it is still there. Operators of another process are not seen.
"""

from __future__ import annotations

from app.errors import SomebodyWrites

# A page beats every ten seconds: one whose beat was late is still there, one that missed two is
# not.
GONE_MS = 25_000
WRITING_MS = 5_000
# Published to live pages, never stored.
PRESENCE_MOVED = "presence_moved"


class Presence:
    """The operators in every conversation: when they were last seen, and last wrote."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[str, tuple[str, int, int]]] = {}

    def note(
        self,
        conversation_id: str,
        operator_id: str,
        name: str,
        now_ms: int,
        is_writing: bool = False,
    ) -> None:
        """Note that somebody is here, and perhaps writing or sending."""
        people = self._seen.setdefault(conversation_id, {})
        _, _, wrote_ms = people.get(operator_id, ("", 0, 0))
        people[operator_id] = (name, now_ms, now_ms if is_writing else wrote_ms)

    def leave(self, conversation_id: str, operator_id: str) -> None:
        """Note that somebody has left."""
        people = self._seen.get(conversation_id, {})
        people.pop(operator_id, None)
        if not people:
            self._seen.pop(conversation_id, None)

    def others(
        self, conversation_id: str, operator_id: str, now_ms: int
    ) -> tuple[tuple[str, bool], ...]:
        """Return the others by name, each with whether they are writing; forgets who is gone."""
        people = self._seen.get(conversation_id, {})
        for one in [one for one, seen in people.items() if seen[1] < now_ms - GONE_MS]:
            self.leave(conversation_id, one)
        found = [
            (name, wrote_ms >= now_ms - WRITING_MS)
            for one, (name, _, wrote_ms) in people.items()
            if one != operator_id
        ]
        return tuple(sorted(found))

    def refuse_collision(self, conversation_id: str, operator_id: str, now_ms: int) -> None:
        """Refuse to send while somebody else wrote within five seconds.

        Raises:
            SomebodyWrites: somebody did; sending again is up to the person.
        """
        if any(writes for _, writes in self.others(conversation_id, operator_id, now_ms)):
            raise SomebodyWrites
