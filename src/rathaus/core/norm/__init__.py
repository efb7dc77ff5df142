"""Norm: the register of the rules on which services stand; the join key of everything that concerns a rule.

Words: *Norm* (one rule of law, known by its citation).

Public functions: ``actions.register_norms``, ``queries.norm_by_slug``, ``queries.norms_by_citation``.
"""
