"""Fairs, meetings and who came."""
