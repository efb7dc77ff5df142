"""Measure speed against the limits of the same machine in the same run: `make bench`."""
