"""Answers as JSON documents with the promised keys: one shape for the command line, the site and assistants.

Ids are text, nothing is rounded, ``None`` stands for what there is not.
"""
