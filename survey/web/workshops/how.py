"""How a workshop is run, for whoever does it for the first time: one page, read in ten minutes, printed on paper."""

from dataclasses import dataclass

from flask import render_template

from survey.i18n import gettext as _
from survey.web.account.staff import store
from survey.web.workshops.blueprint import bp
from survey.web.workshops.reading import desk


@dataclass(frozen=True)
class Chapter:
    """Some of the time around the evening, under its title, and the anchor of its heading."""

    id: str
    title: str
    lines: tuple[str, ...]


@bp.get("/workshops/<slug>/how")
def how(slug: str) -> str:
    """From two weeks before to the day after, on paper and with a tablet."""
    with store().read() as session:
        at = desk(session, slug)
        chapters = [_two_weeks(), _days_before(), _evening(), _wrong(), _never(), _day_after()]
        return render_template("workshops/how.html", at=at, chapters=chapters)


def _two_weeks() -> Chapter:
    return Chapter(
        "two-weeks",
        _("Two weeks before"),
        (
            _(
                "Find a room that people know, without steps if you can, and a second person who writes down. "
                "You lead, they write: nobody does both well."
            ),
            _(
                "Plan the workshop here and choose what happens in the evening. The page tells you who is not "
                "invited yet. Ask those people by word of mouth; leaflets bring those who come anyway."
            ),
        ),
    )


def _days_before() -> Chapter:
    return Chapter(
        "days-before",
        _("Two days before"),
        (
            _(
                "Print the hall kit from the page of the workshop, for a few people more than you expect. Cut "
                "the cards and slips. The kit is enough for the whole evening, also when you have a tablet."
            ),
            _(
                "Read the script aloud once at home, with a clock. Say it in your own words where you like, but "
                "keep the sentences about names."
            ),
            _(
                "With a tablet: connect it on the page of the workshop while you have a network, and rehearse "
                "once with invented people. In the hall it needs no network. Charge it, and bring its cable."
            ),
        ),
    )


def _evening() -> Chapter:
    return Chapter(
        "evening",
        _("The evening"),
        (
            _(
                "Be there half an hour early. Look for the light switch, the toilet and the emergency exit. Put "
                "the posters up by the door, chairs round tables for five, and on each table cards, pens and one "
                "sheet for dots."
            ),
            _(
                "Greet everybody at the door and point to the posters: one dot for age, one for gender, one for "
                "how they heard. Whoever does not want to leaves it out."
            ),
            _(
                "Begin with: »It is good that you came. We write down what you wish for, never who said what. "
                "What comes of it we tell you at the next meeting.«"
            ),
            _(
                "Then follow the script. The minutes only advise. When a step takes longer and is good, leave "
                "out an optional one, never the close."
            ),
            _(
                "With paper only, the second person numbers the cards, counts the dots and slips aloud with a "
                "neighbour who watches, and writes the sums on the sheets. With a tablet they type the same; the "
                "paper stays on the table."
            ),
            _("Nobody hears the counts before everybody has voted. Then read out all of them, also the small ones."),
            _(
                "Close on time: how many came, the first three wishes, who does what by when, and the day of the "
                "next meeting. Then thank people and see them to the door."
            ),
        ),
    )


def _wrong() -> Chapter:
    return Chapter(
        "wrong",
        _("What goes wrong, and what then"),
        (
            _(
                "*Nobody comes, or three.* Wait ten minutes, then sit down with those who are there. Three "
                "people are a good conversation: cards, one promise, who is missing. Count nothing out as "
                "shares. Ask each of them to bring one neighbour to the next date."
            ),
            _(
                "*One person talks all the time.* »Thank you, that is on a card now. I would like to hear "
                "somebody who has not spoken.« Go to cards and dots early: there everybody has the same."
            ),
            _(
                "*The tablet dies.* Go on with paper; nobody needs to notice. What was kept on it is still there "
                "when it has power again. What was on paper is typed in the next day, each sheet once."
            ),
            _(
                "*Somebody comes after the vote.* Welcome them, add them at the door. Before the sums are read "
                "out they may still vote. Afterwards they write a card and may promise something; the vote stays "
                "as it was."
            ),
            _(
                "*More people come than you printed for.* Tear sheets in half for cards, let two tables share "
                "one sheet for dots, and vote by raising hands with closed eyes. Count the dots at the door once "
                "more before you begin."
            ),
            _(
                "*Nobody promises anything.* Wait in silence for half a minute; it feels long. Then ask for "
                "something smaller: one phone call, one key, one hour. If there is still nothing, say so aloud "
                "and write it down: a wish without anybody who takes a step is also a result."
            ),
            _(
                "*Somebody gets angry.* Do not argue and do not defend anybody. »I hear that this matters to "
                "you. What should be different?« Write that on a card. If it goes on, make a break of five "
                "minutes and let the second person talk with them outside."
            ),
            _(
                "*Somebody tells of violence, neglect or wanting to die.* Stop it gently before the whole hall: "
                "»Thank you for saying this. I would like to speak with you alone, right away.« Write nothing "
                "down and type nothing in. Listen, promise no secrecy, and do not question them. In danger call "
                "112 together. Otherwise call your lead the same evening; they know whom to ask."
            ),
        ),
    )


def _never() -> Chapter:
    return Chapter(
        "never",
        _("What never to write down"),
        (
            _("Who said what, who voted how, and who did not come though they live here."),
            _(
                "Illness, money, quarrels, or anything by which a neighbour could be recognised, not even "
                "without the name. Ask for the wish behind it: not »my neighbour cannot get up the stairs« but "
                "»a room without steps«."
            ),
            _(
                "Phone numbers and addresses, except by people themselves on a slip for promises, which you keep "
                "at home and destroy when the promise is kept. Take no photographs of faces and make no "
                "recordings."
            ),
        ),
    )


def _day_after() -> Chapter:
    return Chapter(
        "day-after",
        _("The day after"),
        (
            _(
                "Bring the tablet into a network and look at the page of the workshop: is everything there? With "
                "paper only, go through the same steps on a tablet and type in cards, dots and promises; it "
                "takes about twenty minutes."
            ),
            _(
                "Call those who promised something and thank them. Ask those who were missing. Thank whoever "
                "gave you the room."
            ),
            _(
                "Put what came of it on the notice board: how many came, the first three wishes, the next date. "
                "Keep the cards and sheets until the page is right, then destroy them."
            ),
        ),
    )
