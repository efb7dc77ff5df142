"""Adapters: one folder per outside system; siblings never meet."""
