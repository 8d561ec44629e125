"""`soseska analyse`: the statistics on any file of answers, so that anybody can check them."""

from pathlib import Path
from typing import Any

import click

from survey.i18n import gettext as _

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
INTERVALS = {"wilson": "wilson", "kg": "korn_graubard", "logit": "logit"}


class Columns(click.ParamType[tuple[str, ...]]):
    """Names of columns with commas between them."""

    name = "COL[,COL]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        names = tuple(name.strip() for name in value.split(","))
        if not all(names) or len(set(names)) < len(names):
            self.fail(_("Name columns with commas between them, each once: district,age"), param, ctx)
        return names


class Limits(click.ParamType[tuple[float, float]]):
    """Two multiples of the mean weight."""

    name = "LOW,HIGH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:
        if isinstance(value, tuple):
            return value
        try:
            low, high = (float(part) for part in value.split(","))
        except ValueError:
            low, high = 1.0, 0.0
        if not 0 <= low < 1 < high < float("inf"):
            self.fail(_("Give two multiples of the mean weight, one below and one above 1: 0.3,3"), param, ctx)
        return low, high


@click.command()
@click.argument("data", metavar="DATA.csv", type=FILE)
@click.option("--codebook", "codebook_file", type=FILE, required=True, help="YAML file: what each column is.")
@click.option("--weight", default="", metavar="COL", help="Column of weights; raking starts from them.")
@click.option("--census", "census_file", type=FILE, help="CSV file: columns of groups, and N people who live there.")
@click.option("--rake", type=Columns(), default=(), help="Weight so that each column has its totals of the census.")
@click.option("--poststratify", type=Columns(), default=(), help="Weight so that each combination has its number.")
@click.option("--trim", type=Limits(), help="Keep weights between two multiples of their mean, such as 0.3,3.")
@click.option("--cluster", default="", metavar="COL", help="Column of groups that answered together.")
@click.option("--strata", type=Columns(), default=(), help="Columns of parts that were asked each for itself.")
@click.option("--by", type=Columns(), default=(), help="Figures for each group, and for all together.")
@click.option("--variance", type=click.Choice(["fixed", "calibrated"]), default="fixed", show_default=True)
@click.option("--interval", type=click.Choice(list(INTERVALS)), default="wilson", show_default=True)
@click.option("--no-disclosure", is_flag=True, help="Also write figures that rest on too few people to be shown.")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), help="Not in this version.")
@click.option("--out", type=NEW_FILE, required=True, help="The CSV file to write.")
def analyse(**given: Any) -> None:
    """Work out shares, means and medians of any file with one row per person.

    One row per round, group, variable, option and statistic; a figure that cannot be given is an empty cell with its
    reason. What the weighting did is said on standard error.
    """
    from survey.cli import Told
    from survey.spreadsheet.faults import Unusable

    _refuse_usage(given)
    try:
        told = _analysed(given)
    except Unusable as fault:
        raise Told("\n".join([*fault.faults.lines(), _("Nothing was written.")])) from fault
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise Told(_("»%(file)s« cannot be written: %(why)s", file=given["out"], why=why)) from fault
    for line in told:
        click.echo(line, err=True)


def _refuse_usage(given: dict[str, Any]) -> None:
    """What the command line itself says wrong ends with 2, before any file is opened."""
    if given["engine"]:
        said = _(
            "This version has no extra »%(name)s«. Leave --engine out: everything is then worked out here.",
            name=given["engine"],
        )
        raise click.UsageError(said)
    margins = given["rake"] or given["poststratify"]
    if given["rake"] and given["poststratify"]:
        raise click.UsageError(_("Choose one of --rake and --poststratify."))
    if bool(margins) != bool(given["census_file"]):
        raise click.UsageError(_("--census and either --rake or --poststratify belong together."))
    if given["variance"] == "calibrated" and not margins:
        raise click.UsageError(_("--variance calibrated needs --rake or --poststratify."))
    if given["trim"] and not (margins or given["weight"]):
        raise click.UsageError(_("--trim needs weights: --weight, --rake or --poststratify."))


def _analysed(given: dict[str, Any]) -> list[str]:
    from analysis.report_table import columns
    from survey.analyse.codebook_file import load_layout
    from survey.analyse.files import Wanted, read_census, read_people
    from survey.analyse.run import Plan
    from survey.analyse.run import analyse as work_out
    from survey.analyse.table_file import write

    layout, census_file = load_layout(given["codebook_file"]), given["census_file"]
    by, margins = given["by"], given["rake"] or given["poststratify"]
    _refuse_names(by, given, columns(()))
    census = None
    if census_file:
        census = read_census(census_file, margins, "rake" if given["rake"] else "poststratify")
    wanted = Wanted(given["weight"], given["cluster"], given["strata"], by, margins)
    people = read_people(given["data"], layout, wanted)
    plan = Plan(
        by, given["trim"], given["variance"] == "calibrated", INTERVALS[given["interval"]],  # type: ignore[arg-type]
        not given["no_disclosure"],
    )  # fmt: skip
    result = work_out(people, layout, census, plan, census_file.name if census_file else "")
    write(given["out"], columns(by), result.rows)
    return result.told


def _refuse_names(by: tuple[str, ...], given: dict[str, Any], taken: tuple[str, ...]) -> None:
    clash = [name for name in by if name in taken]
    if clash:
        said = _("»%(name)s« is a column of the result already; group by another one.", name=clash[0])
        raise click.UsageError(said)
    inputs = (given["data"], given["codebook_file"], given["census_file"])
    if given["out"].resolve() in [path.resolve() for path in inputs if path]:
        raise click.UsageError(_("--out would overwrite what it reads; choose another name."))
