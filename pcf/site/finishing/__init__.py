"""Completes the built HTML of all languages; knows HTML and Pagefind, and nothing of what built the pages."""
