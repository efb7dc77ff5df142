"""Quality: whether a file of XDatenfelder is well made, by the numbers of the official catalogue and by lints of ours.

``grades`` weighs, ``messages_…`` say it in our words, ``undecidable`` names what a file alone cannot tell. The checks
are one small function each, by topic: ``naming``, ``origin``, ``structure``, ``fields``, ``limits``, ``lists``,
``rules`` and ``profiles`` look at the model, ``written`` at what stands in the file before it is a model; ``lint`` and
``pages`` hold ours. The face is :mod:`rathaus.engine.quality.examine`.
"""
