"""Two columns of the main figures: for the town, or for the districts of whoever asks, and only what was counted."""

import re
from collections.abc import Sequence

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from survey.store.base import Store
from survey.store.districts import Assessment, District, districts
from survey.store.documents import Response
from survey.store.rounds import Round, round_by_slug
from survey.store.snapshots import latest, put_snapshot
from survey.worker.apart import apart
from survey.worker.place import asked
from tests.dashboard.conftest import Enter
from tests.dashboard.test_cost import statements


def cells(page: str) -> list[tuple[str, str, str]]:
    """Each row of the tables with two columns."""
    section = page.split('id="apart"')[1].split("</section>")[0]
    row = r'<th scope="row"><bdi>([^<]+)</bdi></th><td class="num">([^<]*)</td><td class="num">([^<]*)</td>'
    return re.findall(row, section)


@pytest.fixture
def marked(store: Store) -> int:
    """Twenty answers bear a sign, six of them by Ob Potoku; the worker has counted without them."""
    with store.write() as session:
        round_ = round_by_slug(session, "lipovje")
        assert round_
        places = districts(session, session.get_one(Assessment, round_.assessment_id))
        mine = next(one for one in places if one.code == "ob-potoku")
        for here, n in ((Response.district_id == mine.id, 6), (Response.district_id != mine.id, 14)):
            chosen = (
                select(Response.id).where(here, Response.round_id == round_.id, Response.state == "counted").limit(n)
            )
            session.execute(update(Response).where(Response.id.in_(session.scalars(chosen).all())).values(signs="fast"))
        session.flush()
        for place, of in ((None, places), (mine, [mine])):
            _keep(session, round_, place, of)
    return 20


def _keep(session: Session, round_: Round, place: District | None, of: Sequence[District]) -> None:
    made, last = apart(session, asked(session, round_), of), latest(session, round_, place, "settled")
    assert made
    assert last
    put_snapshot(session, round_, place, "settled", answers=last.answers, figures={**last.figures, "apart": made})


def test_the_town_reads_one_table_and_a_district_its_own(enter: Enter, store: Store, marked: int) -> None:
    town, district = enter().get("/doubtful/lipovje").text, enter("ob-potoku-lead").get("/doubtful/lipovje").text
    first, regulars, *wishes = cells(town)
    assert int(first[1]) - int(first[2]) == marked
    assert regulars[0] == "Would come every week or every month"
    assert 5 <= len(wishes) <= 10
    assert all(re.fullmatch(r"\d+ of \d+", text) for row in (regulars, *wishes) for text in row[1:])
    mine = cells(district)[0]
    assert int(mine[1]) - int(mine[2]) == 6
    assert "The whole town</bdi></caption>" not in district


def test_no_answer_is_read_for_the_two_columns(enter: Enter, store: Store, marked: int) -> None:
    client = enter()
    with statements(store) as seen:
        assert cells(client.get("/doubtful/lipovje").text)
    assert not any("response.doc" in one or "response.coded" in one for one in seen)


def test_without_signs_there_are_no_columns(enter: Enter) -> None:
    assert 'id="apart"' not in enter().get("/doubtful/lipovje").text
