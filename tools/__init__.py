"""Checks and pictures made from the sources; not part of the program."""
