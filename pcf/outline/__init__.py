"""Recognising a listing of the PCF: which edition it is of, and where it differs from it."""

from pcf.outline.practices import practices_of, tool
from pcf.outline.recognition import Outline, recognise

__all__ = ["Outline", "practices_of", "recognise", "tool"]
