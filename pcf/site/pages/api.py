"""What the package promises to developers: a page for every room, made from its code and docstrings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import griffe

from pcf.site import addresses
from pcf.site.docstrings import ToLink, attribute_notes, first_sentence, in_cell, inline, sections, typed
from pcf.site.markdown import blocks, bold, code, heading, linked, plain, section, table
from pcf.site.page import Page
from pcf.site.pages.frame import breadcrumbs
from pcf.site.promised import ROOMS, Promise, import_path, members, module_of, pages_by_path, promises
from pcf.site.site_model import SiteModel

_LINE = 92  # a longer signature gets a line for every parameter
_LONGEST_VALUE = 400  # of a constant; a longer one is looked up in the code


def pages(model: SiteModel) -> Iterator[Page]:
    """Yield the overview and the pages of every room."""
    yield _overview(model)
    for room in ROOMS:
        own = sorted((one for one in promises(room) if _home(one).startswith(_beginning(room))), key=_page_of)
        apart = {page: list(told) for page, told in groupby(own, key=_page_of)}
        yield _room(model, room, apart.pop(addresses.api_page(room), []))
        for page, told in apart.items():
            yield _part(model, room, page, told)


def _home(promise: Promise) -> str:
    return pages_by_path()[promise.path]


def _page_of(promise: Promise) -> str:
    return _home(promise).partition("#")[0]


def _beginning(room: str) -> tuple[str, str]:
    """Return how the pages of a room begin."""
    return addresses.api_page(room), addresses.api_page(f"{room}.")[: -len(".md")]


def _overview(model: SiteModel) -> Page:
    say, here = model.say, addresses.API
    rooms = [
        (
            linked(import_path(room), addresses.link(here, addresses.api_page(room))),
            in_cell(first_sentence(_docstring(module_of(room)))),
        )
        for room in ROOMS
    ]
    return Page(
        here,
        say("Python"),
        blocks(
            heading(say("Python")),
            plain(say("What the package promises to programs, made from its code.")),
            _in_english(model),
            linked(say("How it is used"), addresses.link(here, "developer.md")),
            section(say("Rooms"), table((say("Import"), say("What it is")), rows=rooms), anchor="rooms"),
            section(say("In pcf itself"), _names(model, here, promises("pcf")), anchor="names"),
        ),
        "api",
    )


def _room(model: SiteModel, room: str, own: Iterable[Promise]) -> Page:
    here = addresses.api_page(room)
    return Page(
        here,
        import_path(room),
        blocks(
            f"# {code(import_path(room))}",
            _way_up(model, here),
            _in_english(model),
            sections(model, module_of(room).docstring, _links(here)),
            section(model.say("Names"), _names(model, here, promises(room)), anchor="names"),
            *(_told(model, here, promise) for promise in own),
        ),
        "api",
        description=first_sentence(_docstring(module_of(room))),
    )


def _part(model: SiteModel, room: str, here: str, own: Iterable[Promise]) -> Page:
    told = list(own)
    module = told[0].path.rpartition(".")[0]
    return Page(
        here,
        module,
        blocks(
            f"# {code(module)}",
            _way_up(model, here, room),
            _in_english(model),
            plain(model.say("Import these names from {room}.", room=import_path(room))),
            section(model.say("Names"), _names(model, here, told), anchor="names"),
            *(_told(model, here, promise) for promise in told),
        ),
        "api",
    )


def _way_up(model: SiteModel, here: str, room: str = "") -> str:
    steps = [(model.say("Python"), addresses.API)]
    if room:
        steps.append((import_path(room), addresses.api_page(room)))
    return breadcrumbs(model, here, steps)


def _in_english(model: SiteModel) -> str:
    return "" if model.lang == "en" else plain(model.say("The descriptions come from the code and are in English."))


def _names(model: SiteModel, here: str, named: Iterable[Promise]) -> str:
    rows = ((linked(one.name, _to(here, _home(one))), in_cell(first_sentence(one.note))) for one in named)
    return table((model.say("Name"), model.say("What it is")), rows)


def _to(here: str, there: str) -> str:
    return f"#{there.partition('#')[2]}" if there.startswith(f"{here}#") else addresses.link(here, there)


def _links(here: str) -> ToLink:
    def to_link(path: str) -> str | None:
        there = pages_by_path().get(path)
        return None if there is None else _to(here, there)

    return to_link


def _told(model: SiteModel, here: str, promise: Promise) -> str:
    found, name = promise.found, promise.name
    if isinstance(found, griffe.Class):
        body = _class(model, here, name, found)
    elif isinstance(found, griffe.Function):
        body = blocks(_signature(name, found.parameters, found.returns), sections(model, found.docstring, _links(here)))
    elif isinstance(found, griffe.Attribute):
        body = _constant(here, name, found)
    else:
        body = plain(model.say("A constant of {module}.", module=promise.path.rpartition(".")[0]))
    return section(name, body, anchor=name)


def _class(model: SiteModel, here: str, name: str, found: griffe.Class) -> str:
    say, to_link = model.say, _links(here)
    bases = [
        typed(base, to_link) for base in found.bases if isinstance(base, griffe.Expr) and to_link(base.canonical_path)
    ]
    methods = [(known, one) for known, one in members(found) if isinstance(one, griffe.Function)]
    return blocks(
        _signature(name, found.parameters, None) if len(found.parameters) else "",
        say("Built on: {bases}.", bases=", ".join(bases)) if bases else "",
        sections(model, found.docstring, to_link),
        _attributes(model, found, to_link),
        *(
            section(
                f"{name}.{known}",
                blocks(_signature(known, one.parameters, one.returns), sections(model, one.docstring, to_link)),
                level=3,
                anchor=f"{name}.{known.strip('_')}",  # Markdown would read the double lines as stress
            )
            for known, one in methods
        ),
    )


def _attributes(model: SiteModel, found: griffe.Class, to_link: ToLink) -> str:
    notes = attribute_notes(found.docstring)
    rows = [
        (
            code(known),
            typed(_annotation(one, found), to_link),
            in_cell(notes.get(known) or first_sentence(_docstring(one))),
        )
        for known, one in members(found)
        if isinstance(one, griffe.Attribute)
    ]
    say = model.say
    return blocks(bold(say("Attributes")), table((say("Name"), say("Type"), say("What it is")), rows)) if rows else ""


def _annotation(attribute: griffe.Attribute, of: griffe.Class) -> str | griffe.Expr | None:
    """Return the type of an attribute; one that only takes over an argument of its class has the argument's."""
    given = str(attribute.value)
    if attribute.annotation is None and given in of.parameters:
        return of.parameters[given].annotation
    return attribute.annotation


def _constant(here: str, name: str, found: griffe.Attribute) -> str:
    value = "" if found.value is None else str(found.value)
    shown = f"{name} = {value}" if value and len(value) <= _LONGEST_VALUE else name
    kind = typed(found.annotation, _links(here))
    return blocks(f"```text\n{shown}\n```", kind, inline(_docstring(found)))


def _signature(name: str, parameters: griffe.Parameters, returns: str | griffe.Expr | None) -> str:
    """Return how a function is called, as code; ``self`` is not typed by anybody."""
    given = [one for one in _written(parameters) if one not in {"self", "cls"}]
    result = f" -> {returns}" if returns is not None else ""
    whole = f"{name}({', '.join(given)}){result}"
    if len(whole) > _LINE:
        whole = "\n".join((f"{name}(", *(f"    {one}," for one in given), f"){result}"))
    return f"```text\n{whole}\n```"


def _written(parameters: griffe.Parameters) -> Iterator[str]:
    """Yield the parameters as they are written, with the signs that part them."""
    kinds = griffe.ParameterKind
    before = None
    for one in parameters:
        if before is kinds.positional_only and one.kind is not kinds.positional_only:
            yield "/"
        if one.kind is kinds.keyword_only and before not in {kinds.keyword_only, kinds.var_positional}:
            yield "*"
        stars = {kinds.var_positional: "*", kinds.var_keyword: "**"}.get(one.kind or kinds.positional_or_keyword, "")
        type_ = f": {one.annotation}" if one.annotation is not None else ""
        equals = " = " if type_ else "="
        default = f"{equals}{one.default}" if one.default is not None and not stars else ""
        yield f"{stars}{one.name}{type_}{default}"
        before = one.kind


def _docstring(found: griffe.Object) -> str:
    return found.docstring.value if found.docstring else ""
