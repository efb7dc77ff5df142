"""Protokoll: every act is a record in a hash chain, one chain per subject (a Vorgang, a Leistung).

A record keeps the hash of its payload, not only the payload: what must be erased later (payload and salt) can be
erased, and the chain still proves the order and the completeness of the acts.

Public functions: ``actions.record``, ``queries.records_of``, ``queries.verify_chains``, ``rules.chain_hash``.
"""
