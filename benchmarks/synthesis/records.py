"""Rows of the dishonesty-records package: a record and everything that follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from synthesis.cases import KINDS, Case, Facts, all_cases, tell
from synthesis.corrections import change, correction
from synthesis.courts import listing
from synthesis.days import Life, after
from synthesis.determiners import Determiner, determiner
from synthesis.dice import Dice
from synthesis.envelope import Release, envelope
from synthesis.fates import Dates, Fate, determination, has_period, make_dates
from synthesis.followups import Step, objection, rectification, repair
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World

_SECTIONS = {"欠": "arrears", "责": "reprimands"}


@dataclass
class Dossier:
    """A record with its rows in the other tables."""

    fate: Fate
    dates: Dates
    record: Row
    children: dict[str, Row] = field(default_factory=dict)


def dossiers(world: World, fates: Iterator[Fate], codenames: list[str]) -> Iterator[Dossier]:
    """One a fate. `codenames` mark rows that must not be published; each is used once."""
    dice = world.dice("dishonesty_records")
    picker = _Picker(world, dice)
    secrets = iter(codenames)
    for fate in fates:
        word = "" if fate.is_public else next(secrets, "")
        yield _dossier(world, dice, picker, fate, word)


class _Picker:
    """Cases in rotation, each told of a body that it suits, kinds evenly used."""

    def __init__(self, world: World, dice: Dice) -> None:
        self._dice = dice
        self._cases = dice.shuffled(all_cases())
        self._told: Counter[int] = Counter()
        self._kinds: Counter[str] = Counter()
        # Bodies that closed have no archive any more; drawn again only when all were drawn.
        bodies = [one for one in world.institutions.values() if one.who and one.until is None]
        self._bodies = {
            who: dice.shuffled([one for one in bodies if one.who == who]) for who in "部街事居"
        }
        self._drawn: Counter[str] = Counter()

    def pick(self, kinds: str, who: str) -> tuple[Case, str, Institution]:
        fitting = [
            (self._told[number], number)
            for number, case in enumerate(self._cases)
            if set(case.kinds) & set(kinds)
            and any(self._bodies[mark] for mark in case.who if mark in who)
        ]
        _, number = min(fitting)
        self._told[number] += 1
        case = self._cases[number]
        kind = min((one for one in case.kinds if one in kinds), key=lambda one: self._kinds[one])
        self._kinds[kind] += 1
        return case, kind, self._body([mark for mark in case.who if mark in who])

    def _body(self, who: list[str]) -> Institution:
        mark = self._dice.choice([one for one in who if self._bodies[one]])
        self._drawn[mark] += 1
        bodies = self._bodies[mark]
        return bodies[self._drawn[mark] % len(bodies)]


def _dossier(world: World, dice: Dice, picker: _Picker, fate: Fate, word: str) -> Dossier:
    case, kind, subject = picker.pick(fate.kinds, fate.who)
    determined = determination(dice, world.base, fate)
    by = determiner(world, dice, kind, case.domain, subject, determined)
    dates = make_dates(dice, world.base, fate, determined, by.wait)
    facts = _facts(dice, fate, case, kind, dates)
    record = _who(world, subject, by, dates)
    record |= _document(world, dice, by, dates) | _what(case, kind, fate, facts)
    made = Dossier(fate, dates, record)
    steps = _steps(world, dice, made, facts, subject, by)
    made.dates = dates = _with_end(world, dice, made, steps)
    record["performance"] = _performance(made, facts, steps)
    if kind == "执":
        now = replace(facts, performance=record["performance"])
        steps["court_listings"] = listing(world, dice, fate, dates, record, now)
    _link(made, steps)
    _close(world, dice, made, steps, _SECTIONS.get(kind, "records"), word)
    return made


def _facts(dice: Dice, fate: Fate, case: Case, kind: str, dates: Dates) -> Facts:
    done = 2 if fate.rectified in ("成", "无", "成无") and kind != "执" else 0
    then = dice.weighted([("全部未履行", 5), ("部分未履行", 4), ("全部已履行", done)])
    if fate.objection == "更正":
        then = "部分未履行"  # so that this can be what was recorded wrongly
    return tell(dice, case, kind, fate.severity, then, dates.determined)


def _who(world: World, subject: Institution, by: Determiner, dates: Dates) -> Row:
    return {
        "record_id": world.ids.next("dr", dates.generated.year),
        "subject_id": world.inst_ids[subject.key],
        "subject_uscc": subject.uscc,
        "subject_name": subject.name_on(dates.determined),
        "data_provider_uscc": by.provider.uscc,
        "data_provider_name": by.provider.name_on(dates.published),
        "rollout_batch": f"{dates.published.year}-{(dates.published.month + 2) // 3}",
    }


def _document(world: World, dice: Dice, by: Determiner, dates: Dates) -> Row:
    return {
        "basis_doc_type": by.doc_type,
        "basis_doc_no": by.number(world, dice, dates.determined.year),
        "determined_by_uscc": by.uscc,
        "determined_by_name": by.name,
        "determined_on": dates.determined,
        "effective_on": dates.effective,
    }


def _what(case: Case, kind: str, fate: Fate, facts: Facts) -> Row:
    return {
        "record_kind": KINDS[kind],
        "domain": case.domain,
        "fact_summary": facts.summary,
        "basis_legal": facts.legal,
        "severity": fate.severity,
        "severity_basis": facts.severity_basis,
        "publish_necessity": facts.necessity,
        "obligation": facts.obligation,
        "loss_impact": facts.loss,
        "catalogue_ref": facts.catalogue,
    }


def _steps(
    world: World, dice: Dice, made: Dossier, facts: Facts, subject: Institution, by: Determiner
) -> dict[str, Step]:
    fate, dates = made.fate, made.dates
    steps: dict[str, Step] = {}
    mended = rectification(world, dice, fate, dates, subject, by.provider.name)
    if mended:
        steps["rectifications"] = mended
    fulfilled = mended.row["completed_on"] if mended else None
    changed = change(world, dice, fate, made.record | {"performance": facts.performance})
    if fate.objection:
        note = changed.note if changed else ""
        steps["objections"] = objection(world, dice, fate, dates, fulfilled, note)
    if changed:
        steps["corrections"] = correction(world, dice, changed, dates, steps.get("objections"))
    if fate.repair:
        body = world.publisher.name
        steps["repairs"] = repair(world, dice, fate, dates, body, fulfilled)
    return steps


def _with_end(world: World, dice: Dice, made: Dossier, steps: dict[str, Step]) -> Dates:
    """Ended by a step; or, revoked and withdrawn without one, some time after it was published."""
    ends = [step.ends for step in steps.values() if step.ends]
    if ends:
        return replace(made.dates, ended=max(ends))
    if made.fate.status not in ("revoked", "withdrawn"):
        return made.dates
    last = max([made.dates.published, *(step.touched for step in steps.values())])
    room = max(1, min(150, (world.base - last).days - 5))
    return replace(made.dates, ended=after(last, dice.integer(1, room), world.base))


def _performance(made: Dossier, facts: Facts, steps: dict[str, Step]) -> str:
    """What stands today: more than on the day of the document if it was fulfilled since."""
    mended = steps.get("rectifications")
    fulfilled = mended is not None and mended.row["completed_on"] is not None
    if fulfilled or made.fate.status == "repaired" or made.fate.upstream == "已删除":
        return "全部已履行"
    return facts.performance


def _link(made: Dossier, steps: dict[str, Step]) -> None:
    rect, fix = steps.get("rectifications"), steps.get("repairs")
    made.record |= {
        "rectification_id": rect.row["rect_id"] if rect else "不适用",
        "repair_id": fix.row["repair_id"] if fix else "不适用",
        "objection_flag": made.fate.status == "disputed",
    }


def _close(
    world: World, dice: Dice, made: Dossier, steps: dict[str, Step], section: str, word: str
) -> None:
    """Each row's envelope."""
    touched = max((step.touched for step in steps.values()), default=None)
    note = f"待核材料代号“{word}”，公布前不得外传。" if word else ""
    release = Release(status=made.fate.status, note=note)
    life = made.dates.life(world.base, touched)
    made.record |= envelope(world, dice, section, world.publisher, life, release)
    if not has_period(made.fate, made.dates.determined):
        made.record["first_published_on"] = None
    status = "published" if made.fate.is_public else made.fate.status
    for name, step in steps.items():
        made.children[name] = _child(world, dice, made, step, status)


def _child(world: World, dice: Dice, made: Dossier, step: Step, status: str) -> Row:
    made_on = max(step.made, made.dates.published)
    touched = max(made_on, min(step.touched, made.dates.ended or world.base))
    life = Life(made_on, made_on, touched)
    row = step.row | {"record_id": made.record["record_id"]}
    release = Release(status=status, note=step.note)
    return row | envelope(world, dice, "records", world.publisher, life, release)


def withheld_words() -> list[str]:
    return list(bank("withheld")["records"])
