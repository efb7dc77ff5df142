"""Rows without a link secret hold an empty text: a scope that names one must not see them."""

from django.db import migrations

CREATE = """
CREATE OR REPLACE FUNCTION scope_secrets() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT array_remove(string_to_array(nullif(current_setting('rathaus.secrets', true), ''), ','), '') $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION scope_secrets() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT string_to_array(nullif(current_setting('rathaus.secrets', true), ''), ',') $$;
"""


class Migration(migrations.Migration):
    dependencies = [("scope", "0001_scope_functions")]
    operations = [migrations.RunSQL(CREATE, BEFORE)]
