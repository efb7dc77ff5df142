"""Stelle: every public body, its keys and successors, where it is found, and who works for it.

Words: *Stelle* (a public body: municipality, county, ministry, association, coordination office), *test twin* (its
copy for trying things out; never in statistics), *key* (ARS, AGS and county key with a half-open validity),
*Nachfolge* (a body got a new key or was merged into another), *Mitgliedschaft* (somebody works for a body),
*Zustaendigkeit* (which body does a service at a place on a day).

Public functions: ``actions.load_facts``, ``actions.grant_mitgliedschaft``, ``queries.stelle_by_slug``,
``queries.stellen_by_kind``, ``queries.key_on``, ``queries.kreis_of``, ``queries.successors``,
``queries.scope_ids_of``, ``queries.memberships_of``, ``queries.find_places``, ``queries.resolve_zustaendigkeit``,
``queries.competent_stellen``, ``queries.twin_of``.
"""
