"""Before the answers come in: who is asked about what, and the working papers of the interviews."""
