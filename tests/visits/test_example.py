"""The invented visits of the example town: there is something on every page, and nobody is hurt in it."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from survey.clock import today
from survey.example import leave_home_visits
from survey.store.base import Store
from survey.store.documents import Response
from survey.store.referrals import Referral, promises
from survey.store.rounds import round_by_slug
from survey.store.safeguarding import SafeguardingNote
from survey.store.visit_years import register
from survey.store.visits import Visit, VisitCode
from tests.conftest import SECRET_KEY


@pytest.fixture
def lipovje(finished_town: tuple[Path, dict[str, str]], tmp_path: Path) -> Store:
    shutil.copytree(finished_town[0], tmp_path / "town")
    return Store(f"sqlite:///{tmp_path / 'town' / 'soseska.db'}", SECRET_KEY)


def test_the_example_has_visits_and_promises_but_no_worry(lipovje):
    for _time in range(2):
        leave_home_visits(lipovje, today())
    with lipovje.read() as session:
        counts = [session.scalar(select(func.count()).select_from(one)) for one in (Visit, Referral, SafeguardingNote)]
        assert counts == [20, 5, 0]
        round_ = round_by_slug(session, "lipovje-visits")
        assert round_ is not None
        given = select(func.count()).where(Response.round_id == round_.id, Response.state == "counted")
        assert session.scalar(given.where(Response.channel == "home_visit")) == 11
        owner = session.scalars(select(Referral.owner_id)).first()
        assert [one.old for one in promises(session, owner, round_, today())][:2] == [True, True]
        everywhere = set(session.scalars(select(VisitCode.district_id)))
        sheet = register(session, round_, everywhere, today().year).sheet
        assert sheet.unexplained == 0
        assert sheet.open
    lipovje.close()
