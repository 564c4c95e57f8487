"""Languages: negotiation, messages, numbers."""

from pcf.i18n.languages import negotiate, of_environment
from pcf.i18n.numbers import number, percent, quantity
from pcf.i18n.told import told
from pcf.i18n.translator import Translator

__all__ = ["Translator", "negotiate", "number", "of_environment", "percent", "quantity", "told"]
