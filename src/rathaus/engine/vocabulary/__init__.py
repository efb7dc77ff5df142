"""The words of the finder: stems, parts of compounds, synonyms, and what a word of a service weighs. Pure.

Words: a *telling word* is one that may tell a service; its *stem* is what the index holds; a *part* is a word inside
a compound. ``data/`` holds the shipped synonyms and the words of the titles of all public services.

Start with :func:`rathaus.engine.vocabulary.compounds.words_of`, :func:`rathaus.engine.vocabulary.stems.stem`,
:func:`rathaus.engine.vocabulary.synonyms.synonyms_in` and :func:`rathaus.engine.vocabulary.weighing.weigh`.
"""
