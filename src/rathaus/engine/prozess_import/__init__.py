"""From a process of FIM to a draft in our own notation: XProzess or BPMN in, text of ``ablauf.toml`` out.

The draft is a beginning for an editor. What the file does not say is marked with ``TODO`` in the text and named by a
finding; what was not taken over is named too. Nothing of the diagram is ever executed.

Public: ``import_prozess`` and ``ProzessDraft`` in ``importing``.
"""
