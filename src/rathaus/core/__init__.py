"""The town hall: one room per noun; each imports only rooms that stand to its right in the architecture."""
