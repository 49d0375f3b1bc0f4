"""How the cases of a knowledge base came out, in every form: a module each."""
