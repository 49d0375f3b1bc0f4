"""What can be typed next on a command line: words of the knowledge base, codes, files.

Beside this module lie the scripts by which bash, zsh and fish ask for it.
"""

from .offering import Candidate, offered
from .scripts import SHELLS, script

__all__ = ["SHELLS", "Candidate", "offered", "script"]
