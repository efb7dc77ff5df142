"""No tables: present so that Django announces the end of a migration run to this room."""
