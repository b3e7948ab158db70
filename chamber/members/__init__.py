"""The members: enterprises by home city, their membership and their posts."""
