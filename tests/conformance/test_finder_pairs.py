"""The finder on services and search words of a real city, which lie beside the project and are not part of it."""

import os
from pathlib import Path

import pytest

from bench.finder import Collection, Variant, measure

SHARED = Path(os.environ.get("RATHAUS_SHARED", Path(__file__).parents[2].parent / "shared")) / "search"
SERVICES, PAIRS = SHARED / "services_muenchen_2026.json", SHARED / "train_pairs.csv"

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.django_db,
    pytest.mark.skipif(not SERVICES.is_file(), reason=f"real services are not at {SERVICES}; set RATHAUS_SHARED"),
]

BASELINE_HIT_5, BASELINE_MRR = 0.673, 0.551


@pytest.mark.no_cover  # 441 searches say nothing new about which lines run, and tracing makes them four times as long
def test_search_words_find_their_services_better_than_the_published_baseline() -> None:
    figures = measure(Collection(SERVICES, PAIRS), Variant("all"))
    assert figures.questions == 441
    assert figures.hit_5 > BASELINE_HIT_5
    assert figures.mrr > BASELINE_MRR
