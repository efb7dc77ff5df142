"""The portal: what citizens meet, from the question "what do I need?" to the letter with the decision.

One module per noun: ``home``, ``orte`` (places), ``leistungen`` (finder and service page), ``normen``, ``beginn``
(before an Antrag), ``entwurf`` and ``entwurf_seite`` (filling it in), ``absenden`` (review and submission),
``antraege``, ``rueckfrage``, ``postfach``, ``dateien``, ``links`` (secret links), ``konto`` (sign-in), ``seiten``
(feedback and what the law demands on every page), ``cast`` (who can sign in to a demonstration).
"""
