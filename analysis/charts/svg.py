"""From matplotlib's file to one that may stand in a page with a strict policy, in light, dark, print and by ear.

No style attribute, no style element, no script: plain attributes only, colours by name with a fallback.
"""

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

from analysis.charts.words import plain

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
FONT = "var(--font, 'DejaVu Sans', sans-serif)"
FALLBACKS = {"on-d1": "#ffffff"}
RIM = "rim-"
"""How the ids of groups begin whose letters have a rim; the name of its colour follows."""

RIM_WIDTH = 4.0
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
DROPPED = {f"{{{SVG}}}metadata", f"{{{SVG}}}style"}


def finish(written: str, texts: Mapping[str, Any], colours: Mapping[str, str]) -> str:
    """Make a picture accessible and safe: `texts` has key, title and desc; `colours` name → colour used."""
    key = str(texts["key"])
    if not KEY.fullmatch(key):
        raise ValueError(f"a key begins with a letter and has only letters, digits, - and _; not {key!r}")
    names = {colour: f"var(--{name}, {FALLBACKS.get(name, colour)})" for name, colour in colours.items()}
    # The text comes from matplotlib a moment ago, not from anybody outside.
    root = ET.fromstring(written)  # noqa: S314
    _clean(root)
    _rim(root, colours)
    _flatten(root)
    _rename(root, key, names)
    _introduce(root, key, str(texts["title"]), str(texts["desc"]))
    return _written(root)


def _clean(element: ET.Element) -> None:
    """Drop what readers do not need, and turn every style into attributes."""
    for child in list(element):
        if child.tag in DROPPED:
            element.remove(child)
        else:
            _clean(child)
    for rule in element.attrib.pop("style", "").split(";"):
        name, _, value = rule.partition(":")
        if value:
            element.set(name.strip(), value.strip())
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    if HREF in element.attrib:
        element.set("href", element.attrib.pop(HREF))


def _rim(root: ET.Element, colours: Mapping[str, str]) -> None:
    """Draw the rim behind the letters, so that it takes nothing of them."""
    for group in root.iter(f"{{{SVG}}}g"):
        name = group.get("id", "")
        for text in group.iter(f"{{{SVG}}}text") if name.startswith(RIM) else ():
            colour = colours[name.removeprefix(RIM)]
            text.attrib |= {"stroke": colour, "stroke-width": f"{RIM_WIDTH:g}", "paint-order": "stroke"}


def _flatten(root: ET.Element) -> None:
    """Lift the shapes out of matplotlib's groups and forget empty ones: a smaller page, the same picture."""
    shapes = [e for e in root.iter() if e.tag in {f"{{{SVG}}}{t}" for t in ("path", "text")}]
    kept = list(root.iter(f"{{{SVG}}}pattern"))
    inside = {id(part) for pattern in kept for part in pattern.iter()}
    for child in list(root):
        root.remove(child)
    if kept:
        ET.SubElement(root, f"{{{SVG}}}defs").extend(kept)
    root.extend(e for e in shapes if id(e) not in inside and _seen(e))


def _seen(shape: ET.Element) -> bool:
    """The figure's own ground is drawn by matplotlib even when it is to be none."""
    return shape.tag != f"{{{SVG}}}path" or (shape.get("fill"), shape.get("stroke", "none")) != ("none", "none")


def _rename(root: ET.Element, key: str, names: Mapping[str, str]) -> None:
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "id":
                value = f"{key}-{value}"
            elif name == "font-family":
                value = FONT
            elif name in {"fill", "stroke"}:
                value = names.get(value, value).replace("url(#", f"url(#{key}-")
            element.set(name, value)
        element.tail = None
        if element.tag != f"{{{SVG}}}text":
            element.text = None
        if "d" in element.attrib:
            element.set("d", " ".join(element.attrib["d"].split()))


def _introduce(root: ET.Element, key: str, title: str, desc: str) -> None:
    """Say to everybody what the picture shows: a name and the sentence."""
    _, _, width, height = root.attrib["viewBox"].split()
    root.attrib.clear()
    root.attrib |= {
        "viewBox": f"0 0 {width} {height}",
        "width": width,
        "role": "img",
        "aria-labelledby": f"{key}-t {key}-d",
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
    }
    for at, (tag, words) in enumerate((("title", title), ("desc", desc))):
        element = ET.Element(f"{{{SVG}}}{tag}", {"id": f"{key}-{tag[0]}"})
        element.text = plain(words)
        root.insert(at, element)


def _written(root: ET.Element) -> str:
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    root.set("xmlns", SVG)
    return ET.tostring(root, encoding="unicode")
