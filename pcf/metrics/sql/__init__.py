"""From components of measures to one SQL statement, and the engine that runs it."""
