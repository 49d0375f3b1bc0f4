"""A consultation, its rules and its problems as documents, and documents as text."""
