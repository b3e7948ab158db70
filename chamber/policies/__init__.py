"""Policies presented at events."""
