"""Component cubes: a log counted once, kept in a folder, and asked again and again without the log."""

from pcf.metrics.cubes.cube import Cube
from pcf.metrics.cubes.reading import read_cube
from pcf.metrics.cubes.saving import save_cube

__all__ = ["Cube", "read_cube", "save_cube"]
