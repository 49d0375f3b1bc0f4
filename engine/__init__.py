"""A forward-chaining expert system whose rules, words and figures all live in YAML."""
