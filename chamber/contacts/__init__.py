"""The people the chamber knows."""
