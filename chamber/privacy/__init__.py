"""Consent, masking, and what a person may ask for."""
