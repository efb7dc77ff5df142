"""The compiled form: immutable, evaluated without a database, the same for one page, the whole form and the API.

Public faces:
    ``model``        the dataclasses and their JSON form
    ``evaluate``     ``evaluate(formular, answers, …) -> Evaluation``
    ``page_input``   ``read_page(formular, page_key, form, answers) -> PageInput``
    ``entries``      ``add_entry``, ``remove_entry``, ``attach_file``, ``entry_count``
    ``steps``        entries that ask too much for one page: ``steps_of``, ``steps_around``
    ``typed``        how a stored value is written in an input box and on the screen
    ``summary``      rows for the review page, the receipt and the clerk
    ``export``       answers as JSON by the convention of FIM
    ``json_schema``  JSON Schema 2020-12
    ``picture``      the form as text

Answers are one flat mapping. A key is a *path key*: the ids of the enclosing groups and of the field joined by dots,
with the number of the entry in brackets behind every repeating group or repeating field: ``G1.G2[0].F3``,
``G1.F4[1]``. The same path without numbers is the *template path*: the place in the form.
"""
