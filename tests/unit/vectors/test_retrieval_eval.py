"""Our figures are those of the data's own scorer, and the measurement runs as it is documented."""

from __future__ import annotations

import json
import os
import random
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.eval_retrieval import ids_of
from bench.retrieval_sets import LabelledSet, calibration, load, ranked
from tests.contract_files import ROOT, contracts_folder
from vectors.base import Found, Hit


@pytest.fixture(scope="module")
def data() -> Path:
    """The labelled data; skips where it is absent, fails in CI."""
    folder = contracts_folder().parent / "data"
    if not (folder / "score.py").is_file():
        problem = f"no labelled data at {folder}"
        if os.environ.get("CI"):
            pytest.fail(problem)
        pytest.skip(problem)
    return folder


def guesses(labelled: LabelledSet) -> list[tuple[Any, Found]]:
    """Random answers, some right, some empty, some with the confidences of ties and edges."""
    chance = random.Random(labelled.name)
    made = []
    for question in labelled.questions + labelled.strangers:
        names = [e.id for e in labelled.entries[question.tenant]]
        ids = chance.sample(names, k=min(len(names), chance.randint(0, 12)))
        ids.insert(min(len(ids), chance.randint(0, 7)), min(question.gold, default=names[0]))
        sure = chance.choice([0.0, 1.0, 0.5, chance.random()])
        made.append((question, Found(tuple(Hit(name, sure) for name in ids), sure)))
    return made


@pytest.mark.parametrize("name", ["business_kb", "faq_en", "faq_ar"])
def test_figures_equal_the_scorers(data: Path, tmp_path: Path, name: str) -> None:
    labelled = load(data / "retrieval" / name)
    made = guesses(labelled)
    lines = [
        json.dumps(
            {"query_id": q.id, "doc_ids": [h.id for h in f.hits], "confidence": f.confidence}
        )
        for q, f in made
    ]
    (tmp_path / "made.jsonl").write_text("\n".join(lines), "utf-8")
    scorer = runpy.run_path(str(data / "score.py"))
    theirs = scorer["retrieval"](str(data / "retrieval" / name), str(tmp_path / "made.jsonl"))
    ours = ranked(ids_of([row for row in made if row[0].gold]))
    assert {k.replace("@", "_at_"): v for k, v in theirs["all"].items()} == ours
    if "confidence" in theirs:
        scored = [
            (f.confidence, int(bool(f.hits) and f.hits[0].id in q.gold), int(bool(q.gold)))
            for q, f in made
        ]
        assert compared(theirs["confidence"]) == list(calibration(scored).values())


def compared(theirs: dict[str, Any]) -> list[Any]:
    names = ["scored_n", "ece", "brier", "auroc_correct", "auroc_in_scope"]
    names += ["in_scope_coverage_at_95_precision", "out_of_scope_answered_at_95_precision"]
    return [theirs[name] for name in names]


def tiny(folder: Path) -> None:
    """A set with the fewest fields that are allowed."""
    folder.mkdir(parents=True)
    documents = [{"id": "a", "text": "Free parking."}, {"id": "b", "text": "Dogs may come."}]
    (folder / "documents.jsonl").write_text("\n".join(map(json.dumps, documents)), "utf-8")
    (folder / "queries.jsonl").write_text('{"id": "q", "text": "parking?"}\n', "utf-8")
    (folder / "qrels.tsv").write_text("query_id\tdoc_id\trelevance\nq\ta\t1\n", "utf-8")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "bench/eval_retrieval.py", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_scores_any_folder_of_that_layout(tmp_path: Path) -> None:
    tiny(tmp_path / "retrieval" / "tiny")
    figures = json.loads(run(str(tmp_path), "--json").stdout)
    assert figures["tiny.hit_at_1"] == 100.0
    assert figures["tiny.queries_n"] == 1
    assert figures["english.worst_change"] == figures["failing.worst_change"] == 0.0
    assert "tiny " in run(str(tmp_path)).stdout


def test_it_says_when_there_is_nothing_to_score(tmp_path: Path) -> None:
    ran = run(str(tmp_path))
    assert ran.returncode == 1
    assert "There is no set of questions" in ran.stderr
