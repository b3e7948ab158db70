"""The terminal: shows, asks chamber, forwards."""
