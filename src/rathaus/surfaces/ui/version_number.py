"""The number of a version as a part of an address: three numbers, so that nothing else reaches a view."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class VersionNumber(StringConverter):
    """Three numbers with dots between them, as a procedure writes its version."""

    regex = r"\d+\.\d+\.\d+"


register_converter(VersionNumber, "version")

NUMBER = "<version:number>"
"""The part as it stands in a route; a view takes it as ``number``."""
