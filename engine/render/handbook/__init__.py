"""A handbook as a static site: pages that need no server, no network and no script."""

from .site import site

__all__ = ["site"]
