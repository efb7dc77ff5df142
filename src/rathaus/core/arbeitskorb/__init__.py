"""Arbeitskorb: what the people of a body leave for each other and for themselves on a case.

Words: *Vermerk* (a note on a case, which nobody changes afterwards), *Wiedervorlage* (a case comes back before somebody
on a day). A Vermerk may mention colleagues, who find it on their page "Heute" until they have seen it.

Public functions: ``actions.write_note``, ``actions.see_mentions``, ``actions.plan_follow_up``,
``actions.end_follow_up``, and ``queries``.
"""
