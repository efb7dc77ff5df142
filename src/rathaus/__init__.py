"""Rathaus: one digital town hall for a state, its counties and its municipalities."""
