"""Comparisons and answers to wishes, as text and as JSON: a module each."""
