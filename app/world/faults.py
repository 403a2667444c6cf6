"""Which bad thing happens when: a schedule drawn from a seed, the same in every run.

Written as ``twilio:drop_after=0.02,anthropic:529=0.05,duplicate=0.1``: a provider's fault with
its probability per request, or a fault of the webhooks (Twilio is the only one who calls us here).

Provider faults:
    429 500 503 529     the provider's own error answer
    401 402             credentials refused, money gone
    timeout, hang       a silent provider: no answer until ``hang_s``, then the line is cut
    drop                the line is cut, nothing happened
    drop_after          the request was done, then the line is cut
    garbage             an HTML page with status 502
    cut_stream          a stream ends in the middle, without an error; a plain answer is cut
    error_stream        a stream ends in the middle with an error event; a plain answer is cut
    delay               the answer comes ``delay_s`` late
Webhook faults:
    duplicate           delivered two or three times, sometimes at once
    reorder             held back so that later ones overtake it
    delay               held back for up to ``delay_s``
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict, deque

from app.errors import Invalid

PROVIDERS = ("anthropic", "openai", "twilio", "sendgrid")
PROVIDER_KINDS = (
    "401", "402", "429", "500", "503", "529", "timeout", "hang", "drop", "drop_after",
    "garbage", "cut_stream", "error_stream", "delay",
)  # fmt: skip
WEBHOOK_KINDS = ("duplicate", "reorder", "delay")
WEBHOOKS = "webhooks"


class Faults:
    """Draws faults; each provider has its own dice, so that one does not shift another's."""

    def __init__(
        self,
        chances: dict[str, dict[str, float]] | None = None,
        seed: int = 1,
        *,
        hang_s: float = 30.0,
        delay_s: float = 2.0,
    ) -> None:
        self.chances = chances or {}
        self.seed = seed
        self.hang_s = hang_s
        self.delay_s = delay_s
        self.counts: Counter[str] = Counter()
        self._forced: dict[str, deque[str]] = defaultdict(deque)
        self._dice = {name: random.Random(f"{seed}:{name}") for name in (*PROVIDERS, WEBHOOKS)}

    @classmethod
    def parse(cls, text: str, seed: int = 1) -> Faults:
        """Read the notation of the module's docstring; an empty text means no faults.

        Raises:
            Invalid: a part is no ``[provider:]kind=probability``; names the part and what is known.
        """
        chances: dict[str, dict[str, float]] = {}
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            provider, kind, chance = _read_part(part)
            chances.setdefault(provider, {})[kind] = chance
        return cls(chances, seed)

    def force(self, provider: str, kind: str, times: int = 1) -> None:
        """Make the next ``times`` requests (or webhooks) meet this fault, before any dice."""
        self._forced[provider].extend([kind] * times)

    def draw(self, provider: str) -> str | None:
        """Return the fault this request meets, or None."""
        if self._forced[provider]:
            kind = self._forced[provider].popleft()
            self.counts[f"{provider}:{kind}"] += 1
            return kind
        chances = self.chances.get(provider)
        if not chances:
            return None
        point = self._dice[provider].random()
        for kind, chance in chances.items():
            if point < chance:
                self.counts[f"{provider}:{kind}"] += 1
                return kind
            point -= chance
        return None

    def happens(self, kind: str) -> bool:
        """Tell whether this webhook meets a fault of this kind; kinds are independent."""
        forced = self._forced[WEBHOOKS]
        if kind in forced:
            forced.remove(kind)
            self.counts[kind] += 1
            return True
        chance = self.chances.get(WEBHOOKS, {}).get(kind, 0.0)
        if not chance or self._dice[WEBHOOKS].random() >= chance:
            return False
        self.counts[kind] += 1
        return True

    def dice(self) -> random.Random:
        """Return the dice for how long and how often a webhook fault lasts."""
        return self._dice[WEBHOOKS]


def _read_part(part: str) -> tuple[str, str, float]:
    name, equals, number = part.partition("=")
    provider, colon, kind = name.strip().rpartition(":")
    if not equals:
        raise Invalid(f"fault {part!r}: write provider:kind=probability, e.g. twilio:429=0.05")
    if provider and provider not in PROVIDERS:
        raise Invalid(f"fault {part!r}: unknown provider {provider!r}; known: {_list(PROVIDERS)}")
    is_webhook = kind in WEBHOOK_KINDS and (not colon or (provider == "twilio" and kind != "delay"))
    if not is_webhook and not colon:
        known = f"webhook faults: {_list(WEBHOOK_KINDS)}; with a provider: {_list(PROVIDER_KINDS)}"
        raise Invalid(f"fault {part!r}: unknown fault {kind!r}; {known}")
    if not is_webhook and kind not in PROVIDER_KINDS:
        raise Invalid(f"fault {part!r}: unknown fault {kind!r}; known: {_list(PROVIDER_KINDS)}")
    try:
        chance = float(number)
    except ValueError:
        chance = -1.0
    if not 0.0 <= chance <= 1.0:
        raise Invalid(f"fault {part!r}: {number.strip()!r} is not a probability from 0 to 1")
    return (WEBHOOKS if is_webhook else provider), kind, chance


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names)
