"""What the tools answer: documents with the keys that the command line promises, cut to what was asked."""
