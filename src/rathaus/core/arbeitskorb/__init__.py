"""Arbeitskorb: what the people of a body leave for each other and for themselves on a case.

Words: *Vermerk* (a note on a case, which nobody changes afterwards), *Wiedervorlage* (a case comes back before somebody
on a day). A Vermerk may mention colleagues, who find it on their page "Heute" until they have seen it. An act on many
cases is foreseen for each of them (``bulk_rules``), then carried out one by one (``bulk``).

Public functions: ``actions.write_note``, ``actions.see_mentions``, ``actions.plan_follow_up``,
``actions.end_follow_up``, ``bulk.carry_out``, and ``queries``.
"""
