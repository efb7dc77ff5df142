"""Crashes at random moments: people do their errands while processes are killed; at the end everything is counted."""
