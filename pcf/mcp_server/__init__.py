"""The model for assistants, over the Model Context Protocol: tools that read, compute and check, and never write.

``answers`` know nothing of the protocol, ``server`` is the only room that imports the SDK.
"""
