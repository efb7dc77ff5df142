"""Law as dated parameters, and the calculations that use them: pure, no tables, no network.

``parameters`` reads the numbers (``parameter/*.toml``); ``regime`` says which procedure code and which Land apply;
``fristen``, ``bekanntgabe``, ``rechtsbehelf`` and ``retention`` calculate and explain. Nothing here is legal advice:
each result names its paragraph and its parameter version and may be overridden by a person who gives a reason.
"""
