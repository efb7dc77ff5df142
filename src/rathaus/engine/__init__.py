"""The pure engine: schemas become forms, ablauf files become procedures; no Django, no database, no network."""
