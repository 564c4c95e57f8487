"""The slides for those who decide: one PowerPoint file of eight, charts and tables native and editable."""

from pcf.slides.writer import check_installed, write_slides

__all__ = ["check_installed", "write_slides"]
