"""The whole framework, all editions and languages: what ships, or what ships with an organisation's own beside it."""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from pcf import source
from pcf.errors import UnknownEditionError, UnknownExtensionError
from pcf.ids import is_named_id, is_owner, owner_of

if TYPE_CHECKING:
    from pcf.ids import Language
    from pcf.model import Bundle
    from pcf.model.log import LogsBundle
    from pcf.model.loop import LoopsBundle
    from pcf.model.rubric import RubricsBundle
    from pcf.taxonomy import Taxonomy


class Framework:
    """What ships. Its parts are read when first asked for; one edition in one language is made once.

    Attributes:
        extensions: Whose own elements stand in it, by their short names.
    """

    extensions: tuple[str, ...] = ()

    def __init__(self) -> None:
        self._spoken: dict[tuple[str, Language], Taxonomy] = {}
        self._making = Lock()  # without it two threads that load at once get two models, unequal to one another

    @cached_property
    def bundle(self) -> Bundle:
        """Elements, metrics, measures, editions, the scale."""
        return source.bundle()

    @cached_property
    def rubrics(self) -> RubricsBundle:
        """What processes are rated by."""
        return source.rubrics()

    @cached_property
    def logs(self) -> LogsBundle:
        """What metrics are counted from."""
        return source.logs()

    @cached_property
    def loops(self) -> LoopsBundle:
        """Complaints and contact reasons."""
        return source.loops()

    def taxonomy(self, edition: str, lang: Language) -> Taxonomy:
        """Return one edition in one language, the same object each time.

        Raises:
            UnknownEditionError: No such edition; names those that are.
        """
        from pcf.taxonomy import Taxonomy

        made = self._spoken.get((edition, lang))
        if made is not None:
            return made
        with self._making:
            record = next((record for record in self.bundle.editions if record.id == edition), None)
            if record is None:
                raise UnknownEditionError(edition=edition, editions=[record.id for record in self.bundle.editions])
            if (edition, lang) not in self._spoken:
                self._spoken[edition, lang] = Taxonomy(self, record, lang)
            return self._spoken[edition, lang]

    def refuse_not_loaded(self, some_id: str) -> None:
        """Refuse an id that only an organisation's own things could have; of these nothing is known here.

        Raises:
            UnknownExtensionError: It is one, and the organisation's folder was not loaded.
        """
        owner = owner_of(some_id)
        if owner and is_owner(owner) and is_named_id(some_id) and owner not in self.extensions:
            raise UnknownExtensionError(owner=owner, loaded=[*self.extensions] or ["–"])

    def __reduce__(self) -> tuple[object, ...]:
        return shipped, ()


_SHIPPED = Framework()  # made here and not on the first call: two threads that call at once would make two


def shipped() -> Framework:
    """Return what ships, one object a process."""
    return _SHIPPED
