"""The zustellung room as a Django app."""

from django.apps import AppConfig


class ZustellungConfig(AppConfig):
    """Letters of paper and proof of announcement."""

    name = "rathaus.core.zustellung"
    label = "zustellung"
