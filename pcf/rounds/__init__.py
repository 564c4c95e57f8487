"""From one round to the next: a form carried over, two rounds compared, all rounds in a row."""
