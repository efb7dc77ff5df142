"""Norm: the register of the rules on which services stand, and the law that counts here as dated rows.

Words: *Norm* (one rule of law, known by its citation), *parameter* (a number that a law sets, dated), *confirmation* (a
person who saw the text puts an unverified row in force, for the state or for one body).

Public functions: ``actions.register_norms``, ``actions.load_parameter_file``, ``actions.confirm_parameter``,
``queries.norm_by_slug``, ``queries.norms_by_citation``, ``queries.parameters_for``, ``queries.regime_of``.
"""
