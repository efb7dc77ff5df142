"""What rooms keep about a case, asked in one statement, so that a page asks no room that has nothing to say."""

from functools import cache

from django.apps import apps
from django.db import connection, models

from rathaus.core.vorgang.models import Vorgang


def companions_of(vorgang: Vorgang) -> frozenset[str]:
    """Return the models that have a row about a case in the open scope, such as ``bescheid.Bescheid``.

    Args:
        vorgang: with its Antrag.
    """
    antrag = vorgang.antrag
    with connection.cursor() as cursor:
        cursor.execute(_statement(), {"vorgang": vorgang.pk, "antrag": antrag.pk, "public": antrag.public_id})
        return frozenset(cursor.fetchone()[0])


@cache
def _statement() -> str:
    """Return one ``EXISTS`` for each model that points to a case or its Antrag, by key or by the Antrag's public id."""
    quote = connection.ops.quote_name
    found = [
        f"CASE WHEN EXISTS (SELECT FROM {quote(model._meta.db_table)} WHERE {quote(str(field.column))} = %({value})s)"
        f" THEN '{model._meta.label}' END"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if (value := _value_of(field))
    ]
    return f"SELECT array_remove(ARRAY[{', '.join(found)}], NULL)"


def _value_of(field: "models.Field[object, object]") -> str:
    """Return which of the values a column holds; empty for all other columns."""
    if field.related_model is not None:
        return {"vorgang.Vorgang": "vorgang", "antrag.Antrag": "antrag"}.get(field.related_model._meta.label, "")
    return "public" if field.name == "antrag_id" and isinstance(field, models.UUIDField) else ""
