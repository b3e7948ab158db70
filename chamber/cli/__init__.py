"""The command line: nouns, verbs, words on stderr and data on stdout."""
