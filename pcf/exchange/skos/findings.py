"""What can be wrong with a SKOS file as such; what is wrong with the model it holds stands in ``exchange.findings``."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR = Severity.ERROR
_FROM_ELEMENT = N_("What follows from the element and its lists, nothing more and nothing less.")

NOT_RDF = FindingKind(
    "skos-not-rdf",
    _ERROR,
    N_("This cannot be read as {form} from here on: {found}."),
    N_("Turtle, or JSON-LD in a file that begins with a brace or a bracket."),
    N_("Mend the text here, or let the program that wrote it write it again."),
)
CONTEXT_ELSEWHERE = FindingKind(
    "skos-context-elsewhere",
    _ERROR,
    N_("The JSON-LD takes its context from {found}; nothing is fetched from elsewhere."),
    N_("A context that stands in the file."),
    N_("Put the context itself in the place of its address."),
)
NO_MODEL = FindingKind(
    "skos-no-model",
    _ERROR,
    N_("The file does not say that it holds our vocabulary: nothing is said of {found}."),
    N_("A vocabulary that pcf export wrote, whatever program has saved it since."),
    N_("Check that this is the right file; other vocabularies have no elements of the PCF in our sense."),
)
SEVERAL = FindingKind(
    "skos-several",
    _ERROR,
    N_("There are several values where one belongs: {found} ({owner})."),
    N_("One value; of a name or a text one in each language."),
    N_("Keep the right one and remove the others."),
)
LANGUAGE_UNKNOWN = FindingKind(
    "skos-language",
    _ERROR,
    N_("{found} is in a language that the model does not speak: {language} ({owner})."),
    N_("Texts marked with one of: {known}."),
    N_("Mark it with its language if that is one of these; otherwise remove it, there is no place to keep it."),
)
LIST_BROKEN = FindingKind(
    "skos-list",
    _ERROR,
    N_("The list cannot be followed to its end: {found} ({owner})."),
    N_("One list, each of whose steps has one rdf:first and one rdf:rest, up to rdf:nil."),
    N_("Write it as a list in round brackets, as Turtle has it."),
)
NAME_DIFFERS = FindingKind(
    "skos-name",
    _ERROR,
    N_("The thing is named {found}; what is said of it belongs to {wanted} ({owner})."),
    N_("A name made of the edition and the element id."),
    N_("Rename it, or correct its notation or its scheme."),
)
STATEMENT_EXTRA = FindingKind(
    "skos-extra",
    _ERROR,
    N_("The concept says {found}, and it does not follow from the element ({owner})."),
    _FROM_ELEMENT,
    N_("Say it of the element too, in {home}, or remove it from the concept."),
)
STATEMENT_LOST = FindingKind(
    "skos-lost",
    _ERROR,
    N_("The concept does not say {found}, which follows from the element ({owner})."),
    _FROM_ELEMENT,
    N_("Put it back, or take it out of {home} of the element."),
)
UNLISTED = FindingKind(
    "skos-unlisted",
    _ERROR,
    N_("{found} is said to be of the model, and no list of the model names it."),
    N_("Every concept of an edition in term:places of its element, and every element in term:elements of the model."),
    N_("Add it to that list, or remove it from the scheme."),
)
