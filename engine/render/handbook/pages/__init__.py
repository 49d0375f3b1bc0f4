"""What stands on the pages of each kind, made ready for their templates."""
