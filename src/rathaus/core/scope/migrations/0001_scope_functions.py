"""Extensions, and the functions that read the scope of a transaction."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION scope_stellen() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT string_to_array(nullif(current_setting('rathaus.stellen', true), ''), ',')::bigint[] $$;
CREATE FUNCTION scope_konto() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('rathaus.konto', true), '')::bigint $$;
CREATE FUNCTION scope_secrets() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT string_to_array(nullif(current_setting('rathaus.secrets', true), ''), ',') $$;
"""
DROP_FUNCTIONS = "DROP FUNCTION scope_stellen(); DROP FUNCTION scope_konto(); DROP FUNCTION scope_secrets();"


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.RunSQL(
            "CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS unaccent;"
            " CREATE EXTENSION IF NOT EXISTS btree_gist;",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
    ]
