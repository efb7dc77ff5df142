"""Scope: whose rows a transaction may see.

Every table is classified by the ``tenancy`` of its model: public, system, or owned along up to three axes (the body,
the person, the bearer of a secret link). The database enforces it by row level security; :func:`open_scope` says who
is asking. Words: *axis* (a column that owns a row), *scope* (the values of the axes for one transaction), *actor*
(who acts, for the protokoll).

Public functions: ``session.open_scope``, ``session.widen_scope``, ``session.current_scope``,
``policies.apply_tenancy``, ``proof.tenancy_faults``.
"""
