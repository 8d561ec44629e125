"""`soseska …`: one function per command; what goes wrong is said in a sentence, never as a traceback."""

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from survey.cli_analyse import analyse
from survey.cli_codebook import codebook, new
from survey.cli_convert import convert
from survey.cli_export import export
from survey.cli_hall import hall_file, hall_out, run_hall
from survey.cli_merge import merge
from survey.cli_paper import paper
from survey.cli_publish import publish
from survey.cli_release import release
from survey.cli_report import report
from survey.cli_tablets import tablets
from survey.cli_texts import texts
from survey.config import BadSettings, Settings, settings_from_environment
from survey.i18n import choose, ngettext, use_language
from survey.i18n import gettext as _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from survey.store.accounts import User
    from survey.store.base import Store
    from survey.store.districts import Assessment, District

# Whatever is heavy is imported by the command that needs it, so that `--help` answers at once.

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


class Told(click.ClickException):
    """Ends a command with a sentence on standard error and exit code 1."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file, err=True)


class Commands(click.Group):
    """Turns what the lower rooms refuse into the reader's language, once for all commands."""

    def invoke(self, ctx: click.Context) -> Any:
        from survey.serve import PortTaken
        from survey.spreadsheet.faults import Unusable
        from survey.store.errors import Busy, NewerDatabase, StoreError

        ctx.with_resource(use_language(language_of_terminal()))
        try:
            return super().invoke(ctx)
        except Unusable as fault:
            nothing = _("Nothing was brought in.")
            raise Told("\n".join([*fault.faults.lines(), nothing])) from fault
        except NewerDatabase as fault:
            raise Told(_("This database was made by a newer Soseska. Install that version first.")) from fault
        except Busy as fault:
            raise Told(_("Somebody else has been writing for too long. Nothing was changed; try again.")) from fault
        except (BadSettings, PortTaken, StoreError) as fault:
            raise Told(str(fault)) from fault


def language_of_terminal() -> str:
    """The first language that the environment names; English where it names none of ours."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return choose(os.environ[name][:2].lower(), None, ("en", "sl", "hr"))
    return "en"


def opened(settings: Settings) -> "Store":
    """The store, made or brought up to date where needed, and closed when the command ends."""
    from sqlalchemy.exc import DatabaseError

    from survey.store.base import open_store
    from survey.store.migrations import upgrade

    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    store = open_store(settings)
    click.get_current_context().call_on_close(store.close)
    try:
        upgrade(store)
    except DatabaseError as fault:
        said = str(fault.orig).strip().splitlines()[0]
        raise Told(_("The database cannot be used: %(fault)s. Nothing was changed.", fault=said)) from fault
    return store


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="soseska")
def main() -> None:
    """Soseska: what a neighbourhood needs, has and could do together."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port; else SOSESKA_PORT or 8000.")
@click.option("--workers", type=click.IntRange(1, 64), help="Web processes; else as many as make sense.")
@click.option("--hall", type=FILE, help="Serve one workshop in a hall from its file, on port 8080 of all addresses.")
def run(host: str, port: int | None, workers: int | None, hall: Path | None) -> None:
    """Start the server and its worker."""
    from survey.serve import serve

    if hall:
        run_hall(hall, port, workers)
        return
    settings = settings_from_environment()
    opened(settings).close()
    chosen = port or settings.port
    # Put into words here, since another thread says them and knows no language.
    addresses = _addresses(f"http://{host}:{chosen}/")
    serve(settings, host, chosen, workers or 0, ready=lambda: click.echo(addresses))


def _addresses(address: str) -> str:
    lines = [_("For residents: %(address)s", address=address)]
    lines += [_("For project leads: %(address)s", address=f"{address}lead"), _("Stop with Ctrl+C.")]
    return "\n".join(lines)


@main.command()
@click.option("--responses", type=click.IntRange(0, 100_000), default=600, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed invents the same answers.")
@click.option("--reset", is_flag=True, help="Throw the example town away and make it anew.")
def demo(responses: int, seed: int, reset: bool) -> None:
    """Load the invented example town with its accounts."""
    from survey.clock import today
    from survey.example import leave_home_visits, load_example

    store = opened(settings_from_environment())
    accounts = load_example(store, responses=responses, seed=seed, reset=reset)
    leave_home_visits(store, today())
    click.echo(_("The example town Lipovje is there. Everything in it is invented."))
    for account in accounts:
        click.echo(f"  {account}")
    click.echo(_("These passwords are new. Earlier ones of the same accounts no longer open anything."))


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
def check(files: tuple[Path, ...]) -> None:
    """Look for faults in questionnaires and agendas; each is shown as file:line:column: what; remedy."""
    from survey.questionnaire.faults import Bars, counted
    from survey.workshop.check import found_in, warnings

    faults = found_in(list(files))
    if any(fault.bars >= Bars.COMPLETENESS for fault in faults):
        click.echo(counted(faults))
        raise Told("\n".join(map(str, faults)))
    for line in (*faults, *warnings(files)):
        click.echo(line)
    if faults:
        click.echo(counted(faults))
    else:
        click.echo(ngettext("%(num)s file is in order.", "%(num)s files are in order.", len(files)))


@main.command("import")
@click.argument("file", type=FILE)
@click.option("--map", "map_file", type=FILE, required=True, help="YAML file: what each column means.")
@click.option("--round", "round_slug", default="", help="The round all rows belong to; else the map names a column.")
@click.option("--dry-run", is_flag=True, help="Only look and count; store nothing.")
def bring_in(file: Path, map_file: Path, round_slug: str, dry_run: bool) -> None:
    """Bring in answers from a CSV file: all of them or none."""
    from survey.importer.bring import bring, look
    from survey.importer.mapping import load_mapping
    from survey.spreadsheet.table import open_table

    mapping = load_mapping(map_file)
    if not round_slug and mapping.round is None:
        raise Told(_("Which round do the answers belong to? Say it with --round, or name its column in the map."))
    table = open_table(file, mapping.columns(), mapping.encoding)
    store = opened(settings_from_environment())
    preview = look(store, table, mapping, round_slug)
    for line in preview.lines():
        click.echo(line)
    if dry_run:
        click.echo(_("This was only a look. Nothing was stored."))
        return
    done = bring(store, table, mapping, round_slug)
    click.echo(ngettext("%(num)s answer was brought in.", "%(num)s answers were brought in.", done.new))
    if done.flagged:
        sentence = ngettext(
            "%(num)s answer differs from an earlier one with the same id. It is kept but not counted.",
            "%(num)s answers differ from earlier ones with the same id. They are kept but not counted.",
            done.flagged,
        )
        click.echo(sentence)


main.add_command(paper)
main.add_command(publish)
main.add_command(release)
main.add_command(merge)
main.add_command(hall_file)
main.add_command(hall_out)
main.add_command(export)
main.add_command(report)
main.add_command(texts)
main.add_command(tablets)


@main.group()
def tally() -> None:
    """The table of counts that all figures come from."""


@tally.command()
def rebuild() -> None:
    """Count everything anew from the stored answers."""
    from survey.store import tally as counts

    with opened(settings_from_environment()).write() as session:
        counts.rebuild(session)
    click.echo(_("Everything was counted anew."))


@tally.command()
def verify() -> None:
    """Compare the table of counts with the stored answers."""
    from survey.store import tally as counts

    with opened(settings_from_environment()).read() as session:
        differences = counts.verify(session)
    if differences:
        raise Told("\n".join([*differences, _("The counts differ. Make them anew with: soseska tally rebuild")]))
    click.echo(_("The counts and the answers agree."))


@main.group()
def user() -> None:
    """The accounts of people who work with the figures."""


@user.command()
@click.argument("name")
@click.option("--role", default="lead", show_default=True, help="What they may do.")
@click.option("--assessment", "assessment_code", default="", help="Where; else everywhere.")
@click.option("--district", "district_code", default="", help="Which district of it; else all.")
def add(name: str, role: str, assessment_code: str, district_code: str) -> None:
    """Make an account, or give another role to one that is there."""
    from survey.store import accounts

    if role not in accounts.ROLES:
        raise Told(_("»%(word)s« is no role; known are %(names)s.", word=role, names=", ".join(accounts.ROLES)))
    with opened(settings_from_environment()).write() as session:
        assessment, district = _place(session, assessment_code, district_code)
        somebody, password = accounts.user_named(session, name), ""
        if somebody is None:
            password = secrets.token_urlsafe(12)
            somebody = accounts.create_user(session, name, password)
        accounts.grant(session, somebody, role, assessment, district)
    click.echo(_("%(name)s has the role %(role)s.", name=name, role=role))
    if password:
        _tell_password(password)


def _place(session: "Session", assessment: str, district: str) -> "tuple[Assessment | None, District | None]":
    from survey.store import districts

    found = districts.assessment(session, assessment) if assessment else None
    if assessment and found is None:
        raise Told(_("There is no assessment »%(code)s«.", code=assessment))
    if not district:
        return found, None
    if found is None:
        raise Told(_("Say with --assessment where the district is."))
    place = districts.district(session, found.id, district)
    if place is None:
        raise Told(_("There is no district »%(code)s«.", code=district))
    return found, place


@user.command("list")
def list_users() -> None:
    """Show who has which role where."""
    from sqlalchemy import select

    from survey.store import accounts

    with opened(settings_from_environment()).read() as session:
        for somebody in session.scalars(select(accounts.User).order_by(accounts.User.name)):
            line = [somebody.name, *_roles(session, somebody), *([_("disabled")] if somebody.disabled else [])]
            click.echo(" · ".join(line))


def _roles(session: "Session", somebody: "User") -> list[str]:
    """Each role with its place: lead (lipovje, polje)."""
    from sqlalchemy import select

    from survey.store.accounts import Grant
    from survey.store.districts import Assessment, District

    found = select(Grant.role, Assessment.code, District.code).select_from(Grant)
    found = found.outerjoin(Assessment, Assessment.id == Grant.assessment_id)
    found = found.outerjoin(District, District.id == Grant.district_id)
    rows = session.execute(found.where(Grant.user_id == somebody.id).order_by(Grant.id))
    return [f"{role} ({', '.join(filter(None, place))})" if any(place) else role for role, *place in rows]


@user.command()
@click.argument("name")
def disable(name: str) -> None:
    """End an account and all its sessions."""
    from survey.store import accounts

    with opened(settings_from_environment()).write() as session:
        accounts.disable(_known_user(session, name))
    click.echo(_("%(name)s can no longer log in.", name=name))


@user.command()
@click.argument("name")
def reset(name: str) -> None:
    """Give a new password and end all sessions of an account."""
    from survey.store import accounts

    password = secrets.token_urlsafe(12)
    with opened(settings_from_environment()).write() as session:
        accounts.set_password(_known_user(session, name), password)
    _tell_password(password)


def _known_user(session: "Session", name: str) -> "User":
    from survey.store import accounts

    found = accounts.user_named(session, name)
    if found is None:
        raise Told(_("There is no account »%(name)s«.", name=name))
    return found


def _tell_password(password: str) -> None:
    click.echo(_("Password, shown only now: %(password)s", password=password))


main.add_command(analyse)
main.add_command(convert)
main.add_command(codebook)
main.add_command(new)
