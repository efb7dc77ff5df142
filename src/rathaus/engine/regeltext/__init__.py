"""Rules in German prose (``freitextRegel``) become typed readings with a confidence; what is in doubt never acts.

The road of one text: ``tokenize`` (quoted names are masked by what the schema calls its elements) → ``sentences``,
``effects``, ``conditions`` (a recursive descent over the tokens) → ``resolve`` and ``acts`` (ids, names and values
against the schema) → ``doubt`` (contradictions, what is left unsaid) and ``circles`` → ``read``, the face. Nothing is
implied: where the text is silent, the structure of the schema stands.
"""
