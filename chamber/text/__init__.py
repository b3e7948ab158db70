"""Reading what people write: money, dates, phones, names, divisions. Pure functions."""
