"""`soseska publish`: what a questionnaire does to the answers that are here, then asking with it from now on."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey.i18n import gettext as _
from survey.i18n import ngettext, number

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from survey.questionnaire.load import Judged
    from survey.questionnaire.mapping import Declared
    from survey.questionnaire.model import Questionnaire
    from survey.store.rounds import Round

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--round", "slug", required=True, help="The round that asks with it.")
@click.option("--note", default="", help="What this version is for; kept with it.")
@click.option("--map", "mappings", type=FILE, help="YAML file: where answers to the current version go.")
@click.option("--dry-run", is_flag=True, help="Only say what it would do; publish nothing.")
def publish(file: Path, slug: str, note: str, mappings: Path | None, dry_run: bool) -> None:
    """Publish a questionnaire in a round; a version never changes afterwards."""
    from survey.cli import Told, opened
    from survey.config import settings_from_environment
    from survey.store import rounds, versions
    from survey.store.errors import StoreError

    try:
        with opened(settings_from_environment()).write() as session:
            round_ = rounds.round_by_slug(session, slug)
            if round_ is None:
                raise Told(_("There is no round »%(slug)s«.", slug=slug))
            judged, declared = _judged(session, round_, file, mappings)
            asked = judged.questionnaire
            if asked is None:
                raise Told(_in_the_way(judged))
            _tell(session, round_, asked, declared)
            _stop_if_hindered(judged)
            if dry_run:
                click.echo(_("This was only a look. Nothing was published."))
                return
            done = versions.release(session, round_, asked, note[:500], declared)
    except StoreError as fault:
        raise Told(str(fault)) from fault
    click.echo(_("Version %(number)s is published.", number=number(done.number)))
    if done.tests_gone:
        said = ngettext("%(num)s test answer is gone.", "%(num)s test answers are gone.", done.tests_gone)
        click.echo(said)


def _judged(session: "Session", round_: "Round", file: Path, mappings: Path | None) -> "tuple[Judged, Declared | None]":
    """The questionnaire with the mappings to it, and all that is to be mended in either."""
    from survey.questionnaire.check import judge_file
    from survey.questionnaire.faults import Faulty
    from survey.questionnaire.load import Judged
    from survey.questionnaire.mapping import load_mappings
    from survey.store import rounds
    from survey.store.districts import Assessment

    judged = judge_file(file, session.get_one(Assessment, round_.assessment_id).legal_basis)
    current = rounds.current_of(session, round_.id)
    if mappings is None or current is None or judged.questionnaire is None:
        return judged, None
    try:
        return judged, load_mappings(mappings, rounds.questionnaire(session, current.hash), judged.questionnaire)
    except Faulty as faulty:
        return Judged(None, (*judged.faults, *faulty.faults)), None


def _in_the_way(judged: "Judged") -> str:
    """Everything that is to be mended, as `soseska check` says it, and how much that is."""
    from survey.questionnaire.faults import counted

    click.echo(counted(judged.faults))
    return "\n".join([*map(str, judged.faults), _("Nothing was published.")])


def _stop_if_hindered(judged: "Judged") -> None:
    """End with the list where something is in the way; what another language stands in for is only told."""
    from survey.cli import Told
    from survey.questionnaire.faults import Bars, counted

    if judged.that_bar(Bars.PUBLISHING):
        raise Told(_in_the_way(judged))
    for line in (*judged.faults, *([counted(judged.faults)] if judged.faults else [])):
        click.echo(line)


def _tell(session: "Session", round_: "Round", asked: "Questionnaire", declared: "Declared | None") -> None:
    """Say what happens to comparability, before anything happens."""
    from survey.questionnaire.telling import heading, lines, told
    from survey.store import rounds, tally
    from survey.store.responses import answers_of_place

    found = rounds.changes(session, round_, asked, declared)
    if not found:
        click.echo(_("This is the first version, so there is nothing to compare."))
        return
    tally.fold(session)  # what is still waiting is among the answers, too
    click.echo(_given(answers_of_place(session, round_)))
    report = told(found, len(rounds.versions_of(session, round_.id)) + 1, tally.answered(session, round_.id))
    click.echo(heading(report))
    for line in lines(report):
        click.echo(line)


def _given(people: int) -> str:
    return ngettext("%(num)s answer so far.", "%(num)s answers so far.", people)
