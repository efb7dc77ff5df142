"""Kennzahl: how much there is to do at a body and how long it takes, counted from its cases.

Words: *Kennzahl* (a figure about cases, never about a person or a member of staff), *counted month* (a month of a body
whose figures are kept), *open month* (any other one: its figures are counted from the cases themselves).

The figures of a body are always those of its rows: a month that is over is counted once by the nightly job, and what
happens to it afterwards opens it again.

Public functions: ``queries``, ``actions.count_months``.
"""
