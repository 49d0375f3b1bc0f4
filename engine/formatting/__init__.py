"""Files of a knowledge base in one form: words, order of keys, quotes, spaces; no meaning changes.

``choosing`` tells which files, ``base`` formats them together, ``formatting`` each of them: a text
is parsed, its tree made canonical and laid out anew, and the result is believed only when it is
read again and says the same, with all of its comments. ``memory`` remembers what needed nothing.
"""
