"""The surface of a body's clerks: what is due today, the case, the decision, our services.

One module per noun: ``heute``, ``vorgaenge`` (inbox), ``vorgang`` (the case), ``naechster_schritt`` (which act comes
next), ``arbeit`` (claim, release, tasks, close), ``dateien`` (documents), ``rueckfrage`` (asking the person),
``entscheidung`` and ``erlass`` (draft and issue of a Bescheid), ``leistungen`` (our services), ``stelle`` (contact
data, team). Clerks act; auditors read inbox and cases.
"""
