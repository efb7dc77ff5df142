"""Pictures and PDFs of strangers are opened here, in a process of their own that has little memory, time and reach.

``python -m rathaus.core.datei.isolated`` reads one order from its standard input, draws, answers and ends. Nothing here
knows Django, the database or a setting.
"""
