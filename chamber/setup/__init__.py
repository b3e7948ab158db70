"""The chamber itself: its own record, preferences, the demo."""
