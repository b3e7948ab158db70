"""The journal as a person reads it: history, undo, redo."""
