"""English: stop words, stems, and what leads call the same thing."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Any

_STOP = """
a about actually after again all also am an and another any anybody anyone anything are arent as
ask at be because been before being both but by can cannot cant could couldnt did didnt do does
doesnt doing done dont either else even ever every few for from gonna got had hadnt has hasnt
have havent having he hello help her here hers hey hi him his how however i id if ill im in
instead into is isnt it its itself ive just kind let lets lot maybe me might mine more most much
must my myself no nor not now of off oh ok okay on once one ones only or other our ours out over
own please pls quite rather really same shall she should shouldnt since so some somebody someone
something soon still such sure than thank thanks that thats the their theirs them then there
theres these they theyre this those though through thru till to too u under until up upon us
very wanna want was wasnt we well were werent weve what whats when where wheres whether which
while who whom whos whose why will with within without wont would wouldnt yes yet you youd youll
your youre yours yourself youve
"""

# Words that stand in questions about anything; they count, but little.
_COMMON = """
able area around available business check come day different describe details find get give
given go going good great guest guests happen happening hear hotel info information inside
keep know like location look looking make many mean need offer offered offering offers option
options order people person place possible problem provide provided provides question reason
restaurant say see serve show since sort take talk tell thing things think time try trying type
use used using visit wanted way wish wondering work works
"""

_OPINION = """
amazing atmosphere bad best clean comfortable comfy cozy decent delicious enjoy experience fast
fresh friendly fun good great happy helpful like nice noisy opinion opinions pleasant poor
quality quiet rate rated rating ratings recommend reliable review reviews slow spacious tasty
value worth
"""

_LINES = """
price prices cost costs fee fees charge charges rate rates expensive cheap
"""

STOP = frozenset(_STOP.split())
COMMON = frozenset(_COMMON.split())
OPINION = frozenset(_OPINION.split())
GROUPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split()) for line in _LINES.strip().splitlines()
)

_lock = Lock()
_stemmer: Any = None


@lru_cache(maxsize=65_536)
def stems(word: str) -> tuple[str, ...]:
    """Return the stem of a folded word."""
    global _stemmer
    # The stemmer keeps a state of its own and serves one thread at a time.
    with _lock:
        if _stemmer is None:
            import Stemmer

            _stemmer = Stemmer.Stemmer("english", 0)
        return (str(_stemmer.stemWord(word)),)
