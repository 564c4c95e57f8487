"""The building blocks as they were audited, and the steps of the plan."""

from __future__ import annotations

from pcf.assessment.figures import Numbers, Shown
from pcf.assessment.parts.table import Column, Part, Row
from pcf.assessment.words import INITIATIVE_STATE, STATUS
from pcf.complaints.audit import BlockLevel, StepProgress
from pcf.complaints.loop import ComplaintLoop
from pcf.model.loop import BlockRecord


def block_part(loop: ComplaintLoop, numbers: Numbers) -> Part:
    """Show every building block with its level, the level that its evidence supports, and what was said of it."""
    say, title = numbers.say, numbers.say("Building blocks")
    blocks = loop.audit.blocks
    if not any(one.answer.is_filled for one in blocks):
        return Part("blocks", title, (say("No building block was rated."),))
    columns = (
        Column(say("Order"), width=6),
        Column(say("Building block"), width=30),
        Column(say("Level"), "level", 16),
        Column(say("Supported by evidence"), "level", 12),
        Column(say("Evidence and comment"), width=56),
    )
    rows = tuple(_block(place, one, numbers) for place, one in enumerate(blocks, start=1))
    return Part("blocks", title, _told(loop, numbers), columns, rows)


def asked_part(loop: ComplaintLoop, numbers: Numbers) -> Part | None:
    """Show what to ask for in each building block, and what it stands for: principles of ISO 10002 and processes."""
    say = numbers.say
    if not any(one.answer.is_filled for one in loop.audit.blocks):
        return None
    principles = {one.id: one.name.spoken(numbers.lang) for one in loop.model.principles}
    columns = (
        Column(say("Building block"), width=30),
        Column(say("What to ask for"), width=56),
        Column(say("Principles of ISO 10002"), width=30),
        Column(say("Processes"), width=34),
    )
    rows = tuple(_asked(one.block, principles, numbers) for one in loop.audit.blocks)
    return Part("asked", say("What to ask for in each building block"), (), columns, rows, is_folded=True)


def _told(loop: ComplaintLoop, numbers: Numbers) -> tuple[str, ...]:
    """Say the mean of the blocks, and how far the ladder goes, which is no score."""
    say, score = numbers.say, loop.audit.score
    mean = say(
        "Mean of the blocks: {mean} ({status}); rated: {rated} of those that apply.",
        mean=numbers.level(score.score),
        status=say(STATUS[score.status]),
        rated=numbers.share(score.coverage),
    )
    ladder = say(
        "Ladder: blocks from the first on that stand at level 2 or higher without a gap: {ladder} of {every}. It shows "
        "what carries what comes after, and is no score.",
        ladder=numbers.count(loop.audit.ladder),
        every=numbers.count(sum(one.answer.answer != "NA" for one in loop.audit.blocks)),
    )
    return mean, ladder


def _block(place: int, one: BlockLevel, numbers: Numbers) -> Row:
    said = "; ".join(part for part in (one.answer.evidence_note, one.answer.comment) if part)
    name = one.block.name.spoken(numbers.lang)
    return Row((str(place), name, level_of(one, numbers), numbers.count(one.supported), said))


def _asked(record: BlockRecord, principles: dict[str, str], numbers: Numbers) -> Row:
    return Row(
        (
            record.name.spoken(numbers.lang),
            record.ask.spoken(numbers.lang),
            "; ".join(principles[principle] for principle in record.principles),
            "; ".join(numbers.element(element) for element in record.supports if element in numbers.taxonomy),
        )
    )


def level_of(one: BlockLevel, numbers: Numbers) -> Shown:
    """Write the answer to a block: a level with its name, NA and DK in words, a blank as a dash."""
    answer = one.answer.answer
    if answer in ("NA", "DK"):
        names = {level.code: level.name.spoken(numbers.lang) for level in numbers.taxonomy.bundle.maturity.levels}
        return Shown(None, names[answer])
    level = one.answer.level
    return numbers.count(None) if level is None else Shown(float(level), numbers.numbered_level(level))


def step_part(loop: ComplaintLoop, numbers: Numbers) -> Part:
    """Show the six steps with state, owner and day, and which are overdue."""
    say, title = numbers.say, numbers.say("Steps of the plan")
    steps = loop.audit.steps
    if not any(one.answer.is_filled for one in steps):
        return Part("steps", title, (say("Nothing was said of the steps."),))
    columns = (
        Column(say("Order"), width=6),
        Column(say("Step"), width=30),
        Column(say("State"), "day", 14),
        Column(say("Owner"), width=24),
        Column(say("Due"), "day", 18),
        Column(say("Done when"), width=56),
        Column(say("Note"), width=40),
    )
    late = sum(one.is_overdue(loop.day) for one in steps)
    done = sum(one.answer.state == "done" for one in steps)
    told = say(
        "Done: {done} of {every}; overdue: {late}.",
        done=numbers.count(done),
        every=numbers.count(len(steps)),
        late=numbers.count(late),
    )
    rows = tuple(_step(place, one, loop.day, numbers) for place, one in enumerate(steps, start=1))
    return Part("steps", title, (told,), columns, rows)


def _step(place: int, one: StepProgress, day: str, numbers: Numbers) -> Row:
    said, say = one.answer, numbers.say
    due = say("{day}, overdue", day=said.due) if one.is_overdue(day) else said.due
    state = say(INITIATIVE_STATE[said.state]) if said.state else say("state not given")
    name, done_when = one.step.name.spoken(numbers.lang), one.step.done_when.spoken(numbers.lang)
    return Row((str(place), name, state, said.owner, due, done_when, said.note))
