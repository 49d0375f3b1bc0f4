"""What helps an author beside the rules themselves: a schema for editors, new rules, new bases."""
