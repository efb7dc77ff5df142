"""XProzess 2.0 and the BPMN 2.0 inside of it, as FIM publishes processes.

Words: a *Prozessklasse* is the entry of the catalogue; an *Aktivitaetengruppe* is one step with the code of
its reference group (RAG); the diagram (BPMN) says in which order the steps come. A diagram is data that is drawn and
translated; nothing in it is ever executed.

Public: ``read_xprozess``, ``read_bpmn``, the dataclasses in ``model`` and ``bpmn``.
"""
