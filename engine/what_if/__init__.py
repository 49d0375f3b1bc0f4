"""What would be: two verdicts side by side, and the smallest changes for a wish.

``comparison`` and ``granting`` are imported by themselves, since each loads what the other spares.
"""
