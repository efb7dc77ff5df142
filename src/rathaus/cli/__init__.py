"""The `rathaus` command."""
