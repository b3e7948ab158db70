"""Tables and sheets that leave the house."""
