"""What people's wishes and what runs in a place give them: information, company, knowledge, activity."""

from analysis.powers import divide, hours_a_year
from analysis.week import minutes_open
from survey.across import Powers
from survey.figures import Wishes
from survey.worker.place import Place


def powers(place: Place, wishes: Wishes | None) -> Powers:
    """Divide the choices that may be shown, and the hours of what runs, over the four powers."""
    given = {code: activity.powers for code, activity in place.asked.questionnaire.activities.items()}
    picked = [([row["code"]], row["picked"]) for row in wishes["rows"]] if wishes else []
    running = [one for one in place.inventory.offerings if one.state == "running"]
    timed = [(one.activities, hours_a_year(minutes_open(one.hours), one.rhythm)) for one in running]
    known = [(activities, hours) for activities, hours in timed if hours]
    return Powers(
        choices=sum(n for _codes, n in picked),
        wanted=_rounded(divide(picked, given)),
        hours=round(sum(hours for _codes, hours in known), 1),
        offered=_rounded(divide(known, given)),
        unclocked=len(running) - len(known),
    )


def _rounded(parts: dict[str, float]) -> dict[str, float]:
    return {power: round(amount, 2) for power, amount in parts.items()}
