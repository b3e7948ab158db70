"""What came of it all: fairs, the funnel, rates, members, what is due to offices."""
