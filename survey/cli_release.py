"""`soseska release`: show the public how a round stands, after everything in it was laid beside everything else."""

from typing import TYPE_CHECKING

import click

from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext

if TYPE_CHECKING:
    from survey.worker.release import Prepared


@click.command()
@click.argument("round")
@click.option("--by", default="", help="The account in whose name it is released; kept in the record.")
@click.option("--dry-run", is_flag=True, help="Only look and say what would be held back; release nothing.")
def release(round: str, by: str, dry_run: bool) -> None:  # noqa: A002 - named as it is typed
    """Release a round's figures to the public; they stay as they are until the next release."""
    from survey.cli import Told, opened
    from survey.config import settings_from_environment
    from survey.store.accounts import user_named
    from survey.store.rounds import round_by_slug
    from survey.store.tally import fold
    from survey.worker.release import names_of, prepare, release_round
    from survey.worker.releasing import complete

    store = opened(settings_from_environment())
    with store.write() as session:
        asked = round_by_slug(session, round)
        if asked is None or asked.state == "draft":
            raise Told(_("There is no round »%(slug)s«.", slug=round))
        somebody = user_named(session, by) if by else None
        if by and somebody is None:
            raise Told(_("There is no account »%(name)s«.", name=by))
        fold(session)
        if dry_run:
            ready, made = prepare(session, asked), None
        else:
            ready, made = release_round(session, asked, somebody.id if somebody else None)
        names = names_of(session, asked)
        if ready.refusal:
            raise Told("\n".join(_refused(ready)))
        number = made.number if made else 0
    if made:
        complete(store, made.id)
    for line in _lines(ready, names):
        click.echo(line)
    if made is None:
        click.echo(_("This was only a look. Nothing was released."))
    else:
        click.echo(_("Release %(number)s is out. It stays as it is until the next one.", number=number))


def _refused(ready: "Prepared") -> list[str]:
    """Why not; where figures give somebody away, each with the figures that do it, in codes."""
    if ready.refusal == "too_few":
        return [_("Too few people have answered. The first release takes ten.")]
    if ready.refusal == "nothing_new":
        return [_("There is nothing new since the last release. A district waits until five more have answered.")]
    said = _("Nothing was released: these figures would give people away. Behind each is what reveals it.")
    return [said, *(f"  {leak.code}: {', '.join(leak.sources)}" for leak in ready.leaks)]


def _lines(ready: "Prepared", names: dict[str, str]) -> list[str]:
    """How many answers are new, which places are read as one, what waits and what is held back."""
    said = [ngettext("%(num)s answer is new.", "%(num)s answers are new.", ready.new)]
    places = ready.document["places"] if ready.document else []
    for place in places:
        if len(place["districts"]) > 1:
            together = join_list(names[code] for code in place["districts"])
            said.append(_("Shown as one place, because one of them is small: %(list)s.", list=together))
    if ready.wait:
        waiting = join_list(names[code] for code in ready.wait)
        said.append(_("These stay as they were until five more have answered: %(list)s.", list=waiting))
    if ready.held:
        count = len(ready.held)
        said.append(ngettext("%(num)s figure is held back:", "%(num)s figures are held back:", count))
        said += [f"  {code}" for code in ready.held]
    return said
