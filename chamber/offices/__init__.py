"""Liaison offices and other recipients of lead lists."""
