"""Every shorthand of a questionnaire file written out: named lists, activities, "other" and "none"."""

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.activities import OWN, with_own_activities
from survey.questionnaire.faults import HERE, Faults, Path, unknown_word
from survey.questionnaire.model import Activity, Text
from survey.questionnaire.reuse import Reuse, Shelf, Taken

OPTION_KEYS = {"label", "hint", "exclusive", "refusal", "sensitive", "show_if"}
MOST_EXPANDED = 400
"""A little more than a questionnaire may have, so that a block used over and over is refused and not written out."""
OTHER: Text = {"sl": "Drugo, napišite", "hr": "Drugo, napišite", "en": "Other, please say"}


class Expander:
    """Turns the data of a file into a document that stands alone, noting where each part came from."""

    def __init__(
        self, faults: Faults, catalogue: Mapping[str, Activity] | None, folder: FilePath | None = None
    ) -> None:
        self.faults = faults
        self.catalogue = catalogue
        self.reuse = Reuse(faults, folder)
        self.shelf = Shelf()
        self.expanded = 0
        self.languages: list[Any] = []
        self.uses_activities = False
        self.of_districts = {code for code in self.catalogue or {} if code.startswith(OWN)}
        """Activities that the town made up: a district chooses them, so they are on no list that all see."""

    def document(self, data: Any) -> Any:
        """Write out a whole questionnaire; parts of a wrong form are left for the model to refuse."""
        if not isinstance(data, dict):
            return data
        declared = data.get("languages")
        self.languages = declared if isinstance(declared, list) else []
        self.shelf = self.reuse.own(data)
        self.catalogue = with_own_activities(data.get("activities"), self.catalogue, self.languages, self.faults)
        document = {key: value for key, value in data.items() if key not in ("lists", "blocks", "activities")}
        if isinstance(data.get("sections"), list):
            document["sections"] = [self._section(s, ("sections", i)) for i, s in enumerate(data["sections"])]
        if self.uses_activities:
            known = (self.catalogue or {}).items()
            document["activities"] = {
                code: a.model_dump(mode="json", exclude_defaults=True) | {"code": code} for code, a in known
            }
        return document

    def _section(self, section: Any, path: Path) -> Any:
        if not isinstance(section, dict) or not isinstance(section.get("questions"), list):
            return section
        questions: list[Any] = []
        for place, written in enumerate(section["questions"]):
            for taken in self.reuse.questions(written, (*path, "questions", place), self.reuse.home):
                if self.expanded > MOST_EXPANDED:
                    break
                self.expanded += 1
                questions.append(self._taken(taken, (*path, "questions", len(questions))))
        return {**section, "questions": questions}

    def _taken(self, taken: Taken, path: Path) -> Any:
        """Write out a question where it stands now; its faults are told where it was written."""
        if taken.source != path:
            self.faults.origins[path] = taken.source if taken.source[0] != "sections" else (HERE, *taken.source)
        for key in taken.changed:
            self.faults.origins[(*path, key)] = (HERE, *taken.changed[key])
        self.shelf = taken.shelf
        return self._question(taken.question, path)

    def _question(self, question: Any, path: Path) -> Any:
        if not isinstance(question, dict):
            return question
        written = {key: value for key, value in question.items() if key != "none"}
        if isinstance(question.get("require"), dict):
            written["require"] = [question["require"]]
            self.faults.origins[(*path, "require", 0)] = (*path, "require")
        if "none" in question and "options" not in question:
            written["options"] = []
            self.faults.origins[(*path, "options")] = (*path, "none")
        for key in ("options", "rows"):
            if key in question:
                written[key] = self._options(question[key], (*path, key), written)
        if isinstance(question.get("columns"), list):
            columns = question["columns"]
            written["columns"] = [self._column(c, (*path, "columns", i)) for i, c in enumerate(columns)]
        if isinstance(written.get("options"), list):
            self._other_and_none(question, written, path)
        return written

    def _column(self, column: Any, path: Path) -> Any:
        if not isinstance(column, dict) or "options" not in column:
            return column
        return {**column, "options": self._options(column["options"], (*path, "options"), {})}

    def _options(self, options: Any, path: Path, question: dict[str, Any]) -> Any:
        """Options as a list, from the name of a list, from activities or from `code: text`."""
        if isinstance(options, str):
            found = self.reuse.find("lists", options, self.shelf)
            return self._refuse(path, path, found) if isinstance(found, str) else self._from_mapping(*found, path)
        if isinstance(options, dict) and "activities" in options:
            return self._from_activities(options, path, question)
        return self._from_mapping(options, path, path)

    def _refuse(self, source: Path, path: Path, message: str) -> None:
        """Say once what is wrong with a shorthand; what it should have become is not judged again."""
        if message:
            self.faults.at(source, message)
        self.faults.cover(path)

    def _from_mapping(self, options: Any, source: Path, path: Path) -> Any:
        if not isinstance(options, dict):
            said = _("write options as »code: {sl: …, hr: …, en: …}«, one to a line")
            return self._refuse(source, path, said)
        written: list[dict[str, Any]] = []
        for code, said in options.items():
            self.faults.origins[(*path, len(written))] = (*source, code)
            written.append(self._option(code, said, (*path, len(written)), (*source, code)))
        return written

    def _option(self, code: str, said: Any, path: Path, source: Path) -> dict[str, Any]:
        """An option is its text, or a mapping with the text under `label`."""
        if isinstance(said, dict) and (OPTION_KEYS & set(said) or any(isinstance(v, dict) for v in said.values())):
            return {**said, "code": code}
        self.faults.origins[(*path, "label")] = source
        return {"code": code, "label": said}

    def _from_activities(self, options: dict[str, Any], path: Path, question: dict[str, Any]) -> Any:
        for key in options.keys() - {"activities", "local"}:
            self.faults.at_key((*path, key), unknown_word(key, ["activities", "local"]))
        if "local" in options:
            self.faults.origins[(*path[:-1], "local")] = (*path, "local")
            question["local"] = options["local"]
        if self.catalogue is None:
            said = _("there is no catalogue; put catalogue.yaml beside this file")
            return self._refuse((*path, "activities"), path, said)
        self.uses_activities = True
        codes = options["activities"]
        if codes == "all":
            every = self.catalogue.items()
            codes = [code for code, activity in every if not activity.sensitive and code not in self.of_districts]
        if not isinstance(codes, list):
            said = _("write a list of activity codes in brackets, or »all«")
            return self._refuse((*path, "activities"), path, said)
        return [self._activity(code, i, path) for i, code in enumerate(codes)]

    def _activity(self, code: Any, place: int, path: Path) -> dict[str, Any]:
        source = (*path, "activities", place)
        self.faults.origins[(*path, place)] = source
        activity = (self.catalogue or {}).get(code) if isinstance(code, str) else None
        if activity is None:
            self._refuse(source, (*path, place), unknown_word(str(code), self.catalogue or {}))
            return {"code": str(code), "label": {}}
        if activity.sensitive:
            self.faults.at(
                source,
                _(
                    "»%(code)s« is a sensitive activity and cannot stand on a list that everybody sees; remove it",
                    code=code,
                ),
            )
        return activity.model_dump(mode="json", include={"code", "label", "hint", "like"}, exclude_none=True)

    def _other_and_none(self, question: dict[str, Any], written: dict[str, Any], path: Path) -> None:
        options: list[dict[str, Any]] = written["options"]
        other = question.get("other")
        if other is True or isinstance(other, dict):
            said = self._other() if other is True else other.get("label", other)
            self._append(options, {"code": "other", "label": said}, "other", path)
            written["other"] = True
        if "none" in question:
            self._append(options, {"code": "none", "label": question["none"], "exclusive": True}, "none", path)

    def _other(self) -> Text:
        """The usual words in the questionnaire's languages; one we have no words for is a missing text."""
        return {code: said for code, said in OTHER.items() if code in self.languages}

    def _append(self, options: list[dict[str, Any]], option: dict[str, Any], key: str, path: Path) -> None:
        place = (*path, "options", len(options))
        self.faults.origins[place] = (*path, key)
        self.faults.origins[(*place, "label")] = (*path, key)
        options.append(option)
