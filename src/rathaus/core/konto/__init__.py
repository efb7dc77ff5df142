"""Konto: people, how they sign in, and what they told us about themselves.

Words: *Konto* (an account; holds no attribute of a person), *Person* (the attributes that prefill an Antrag, readable
by its owner alone), *link secret* (opens one draft or one Antrag without a Konto; only its hash is stored), *notice
address* (where somebody is told by e-mail that something waits for them; given for that alone, readable by its owner
and by the job that writes to it).

Public functions: ``actions.create_konto``, ``actions.save_person``, ``queries.person_of``, ``queries.konto_by_login``,
``rules.new_link_secret``, ``rules.hash_link_secret``, ``bearer.person_acting``, ``throttle.take``,
``notice.set_notice_address``, ``notice.remove_notice_address``, ``notice.notice_address_of``.
"""
