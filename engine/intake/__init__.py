"""Facts about a person, from wherever they come."""
