"""What was sent to which office, cell by cell."""
