"""What a person filters by: the names fields go by, what values mean, and the conditions that come of it."""
