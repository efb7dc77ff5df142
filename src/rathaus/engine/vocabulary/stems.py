"""Word stems: what the finder compares. Pure.

The German stemmer of the Snowball project, and words that say nothing about a service are left out.
"""

from functools import lru_cache
from threading import Lock

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("german")
_alone = Lock()
"""The stemmer keeps the word that it works on: threads that share it would spoil each other's words."""
_STOP_WORDS = frozenset(
    """aber als also am an and auch auf aus bei beim bin bis brauche bzw da dann das dass dein dem den der des die dies
    diese dieser dieses dir do doch du durch ein eine einem einen einer eines er es etwas fuer for haben habe hat how i
    ich ihr ihre ihrem ihren ihrer im in ist ja kann kein keine keinen koennen man mehr mein meine meinem meinen meiner
    mit mich mir moechte moechten muss muessen my nach nicht noch nur ob oder of on ohne pro sein seine sich sie sind so
    soll sowie the to ueber um und uns unser unter vom von vor was wenn werden wer wie wir wird wo would zu zum zur
    """.split()
)


def is_telling(word: str) -> bool:
    """Return whether a word, as :func:`~rathaus.engine.vocabulary.compounds.words_of` gives it, may tell a service."""
    return len(word) > 1 and word not in _STOP_WORDS


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a word: ``anmeldungen`` and ``anmeldung`` give the same."""
    with _alone:
        return str(_STEMMER.stemWord(word))
