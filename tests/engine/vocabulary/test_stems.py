"""Word stems."""

import sys
from concurrent.futures import ThreadPoolExecutor

from rathaus.engine.vocabulary.compounds import title_words
from rathaus.engine.vocabulary.stems import stem


def test_threads_that_stem_at_the_same_time_get_the_stems_of_their_own_words() -> None:
    words = sorted(title_words())[:1500]
    alone = [stem(word) for word in words]
    stem.cache_clear()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(stem, words))
    finally:
        sys.setswitchinterval(interval)
    assert together == alone
