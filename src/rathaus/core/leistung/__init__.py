"""Leistung: public services as content – loaded from a package, published once, adopted by reference.

Words: *Leistung* (a public service), *LeistungVersion* (one compiled state of its package, immutable once published),
*Uebernahme* (a body offers it: one row and a small overlay, never a copy), *package* (the folder of the official
files), *offer* (what a Leistung means at one place on one day).

Public functions: ``actions.load_package``, ``actions.publish_version``, ``adoption.adopt``, ``adoption.adopt_for_all``,
``adoption.change_overlay``, ``adoption.withdraw_adoption``, ``queries.compiled``, ``queries.offer``,
``finder.search``, ``package.read_folder``, ``package.read_archive``, ``rules.compile_package``.
"""
