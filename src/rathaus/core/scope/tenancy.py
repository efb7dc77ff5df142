"""How a table is classified: public, system, or owned by a body, a person, the bearer of a secret link."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

_SYSTEM_TABLES = ("django_", "auth_", "procrastinate_")
"""Tables of libraries: sessions, migrations, permissions, queue. They hold ids, never attributes of citizens."""


@dataclass(frozen=True, slots=True)
class Tenancy:
    """The classification of one table.

    Args:
        body: name of the foreign key to the Stelle that owns the row, without ``_id``; empty when there is none.
        person: name of the foreign key to the Konto that owns the row, without ``_id``.
        link: name of the text column with the hash of a link secret.
        check: name of the text column with the hash of a second secret, printed on a certificate: whoever holds it
            reads the row, changes nothing, and is no owner.
        append_only: rows are never deleted, and updated only in the columns of ``erasable``.
        erasable: columns of an append-only table that may be set to NULL later.
        expires: column with the instant after which a row grows old; the scope of the retention sees old rows, to name
            their owners, and changes none of them.
        kept_by: name of the foreign key, without ``_id``, that keeps a row for good once it is set; empty when every
            row grows old.
        public: everybody may read it (published facts and content).
        system: technical rows without attributes of citizens.
    """

    body: str = ""
    person: str = ""
    link: str = ""
    check: str = ""
    append_only: bool = False
    erasable: tuple[str, ...] = ()
    expires: str = ""
    kept_by: str = ""
    public: bool = False
    system: bool = False

    @property
    def is_owned(self) -> bool:
        """Whether rows belong to somebody, so that policies protect them."""
        return bool(self.body or self.person or self.link)


PUBLIC = Tenancy(public=True)
SYSTEM = Tenancy(system=True)


def classified_tables() -> dict[str, Tenancy]:
    """Return the tenancy of every table of an installed model; library tables are system tables."""
    tables: dict[str, Tenancy] = {}
    for model in apps.get_models(include_auto_created=True):
        tenancy = tenancy_of(model)
        if tenancy is not None and model._meta.managed:
            tables[model._meta.db_table] = tenancy
    return tables


def tenancy_of(model: type[Model]) -> Tenancy | None:
    """Return the declared tenancy of a model, SYSTEM for tables of libraries, None for an unclassified one."""
    declared = getattr(model, "tenancy", None)
    if isinstance(declared, Tenancy):
        return declared
    return SYSTEM if is_library_table(model._meta.db_table) else None


def is_library_table(table: str) -> bool:
    """Return whether a table name belongs to Django or the queue."""
    return table.startswith(_SYSTEM_TABLES)
