"""Plans of staffing as files: their columns, how they are read, and what fills what they leave out."""
