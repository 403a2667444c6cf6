"""Measures the guard on labelled replies: what it holds back, and what it lets through.

python bench/assistant/replies.py [DATA] [--json]

Each reply is judged as the product judges a draft: against all its tenant knows, when that is
little enough to stand whole in a prompt, else against the passages of the row; with the question
as the lead's words; and with the other tenants' names. The product has a tenant's name as a field;
the data have it in its texts only, so it is read from there. Figures are percentages with n and a
95 % interval (Wilson); ``reply_check.<label>_blocked``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from app.domain.evidence import gather  # noqa: E402
from app.domain.guard import Decision, GuardContext, business_texts, judge  # noqa: E402
from app.domain.knowledge import Passage, tokens_in  # noqa: E402
from app.domain.tenant import Profile, Tenant  # noqa: E402
from bench.assistant.figures import rate  # noqa: E402

SET = Path("retrieval") / "business_kb"
KEYS = {
    "number_changed": "number_changed_blocked",
    "other_tenant": "other_tenant_blocked",
    "polarity_flipped": "polarity_blocked",
    "supported_paraphrase": "human_written_blocked",
    "supported_verbatim": "verbatim_blocked",
}
_NAME = re.compile(r"[A-Z][\w'&-]*(?:\s+(?:(?:of|and|the|by|du|AND|OF|BY)\s+)?[A-Z][\w'&-]*)*")
_NO_NAME = re.compile(r"^(?:the|does|do|is|are|at|in|yes|no|can)\s+")
# A name may be shared by a branch; what more tenants say is a common word.
_MOST_OWNERS = 2
# Both kinds hold such a name: "ab" tells nothing.
_LEAST_LETTERS = 4


def score(data: Path) -> dict[str, Any]:
    """Return the figures for a folder laid out like the shared data; empty without its replies."""
    if not (data / SET / "replies.jsonl").is_file():
        return {}
    predictions = [{"id": row["id"], "block": held} for row, held, _ in judged(data)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.jsonl"
        path.write_text("".join(f"{json.dumps(one)}\n" for one in predictions), "utf-8")
        groups = _scorer(data).replies(str(data / SET / "replies.jsonl"), str(path))
    return {
        f"reply_check.{key}": _figure(groups[label]["blocked"], groups[label]["n"])
        for label, key in KEYS.items()
        if label in groups
    }


def judged(data: Path) -> list[tuple[dict[str, Any], bool, float]]:
    """Return each row, whether its reply is held back, and how many ms that took."""
    documents = _rows(data / SET / "documents.jsonl")
    by_id = {document["id"]: document for document in documents}
    by_tenant: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for document in documents:
        by_tenant[document["tenant"]].append(document)
    names = tenant_names(documents)
    found = []
    for row in _rows(data / SET / "replies.jsonl"):
        shown = _shown(by_tenant[row["tenant"]], [by_id[one] for one in row["evidence"]])
        context = _context(row, shown, names)
        # Kept from the turn before: a tenant's texts come again every turn.
        gather(context.business_texts)
        started = time.perf_counter()
        verdict = judge(row["reply"], context)
        took = (time.perf_counter() - started) * 1000
        found.append((row, verdict.decision is not Decision.SEND, took))
    return found


def tenant_names(documents: list[dict[str, Any]]) -> dict[str, str]:
    """Return what each tenant is called: the name in most of its texts that few others say."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        said = {name for text in (document["title"], document["text"]) for name in _names(text)}
        counts[document["tenant"]].update(said)
    owners = Counter(name for told in counts.values() for name in told)
    names = {}
    for tenant, told in counts.items():
        own = [(n, len(name), name) for name, n in told.items() if owners[name] <= _MOST_OWNERS]
        if own:
            names[tenant] = max(own)[2]
    return names


def _names(text: str) -> list[str]:
    runs = (match[0].casefold() for match in _NAME.finditer(text))
    bare = (re.sub(r"['’]s$", "", _NO_NAME.sub("", _NO_NAME.sub("", run))) for run in runs)
    return [name for name in bare if len(name) >= _LEAST_LETTERS]


def _shown(whole: list[dict[str, Any]], evidence: list[dict[str, Any]]) -> list[Passage]:
    """Return the passages a turn shows: all of a tenant's, when they fit, else those found."""
    passages = [_passage(document) for document in whole]
    if tokens_in(passages) <= Tenant("", "").inline_tokens:
        return passages
    return [_passage(document) for document in evidence]


def _passage(document: dict[str, Any]) -> Passage:
    kind = "faq" if document.get("kind") == "faq" else "chunk"
    return Passage(document["id"], kind, document["title"], document["text"], "")


def _context(row: dict[str, Any], shown: list[Passage], names: dict[str, str]) -> GuardContext:
    own = names.get(row["tenant"], "")
    tenant = Tenant(row["tenant"], own, profile=Profile())
    return GuardContext(
        language="en",
        business_texts=business_texts(tenant, shown),
        lead_texts=(row["question"],),
        foreign_names=tuple(
            name for other, name in names.items() if other != row["tenant"] and name != own
        ),
        max_chars=1200,
        name=own,
    )


def _figure(percent: float, n: int) -> dict[str, Any]:
    return rate(round(percent * n / 100), n)


def _scorer(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", data / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{data} has no score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main() -> None:
    """Print the figures, and how long the guard takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = score(given.data)
    times = sorted(took for _, _, took in judged(given.data))
    figures["reply_check.judge_ms_p95"] = round(times[int(len(times) * 0.95)], 2)
    if given.json:
        print(json.dumps(figures, indent=1))
        return
    for key, value in figures.items():
        print(key, value)


if __name__ == "__main__":
    main()
