"""Regel: what people decided about the rules that schemas say in prose, which decision counts, and since when.

Words: *Regelentscheidung* (somebody confirms how a rule was read, writes it in other words, or rejects it).

Public functions: ``actions.decide_rule``, ``queries.decisions_of``, ``queries.newest_decisions``,
``queries.decisions_about``.
"""
