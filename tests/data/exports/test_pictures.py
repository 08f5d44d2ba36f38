"""A picture carries its words, fetches nothing and cannot act."""

import struct
import zlib
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from data.errors import InvalidInput
from data.exports.pictures import as_png, as_svg

SVG = "{http://www.w3.org/2000/svg}"
MARKUP = "</desc><script>alert(1)</script>&\"'"


def bars(*labels: str, **more: Any) -> dict[str, Any]:
    values = [{"stage": label, "dollars": place + 1} for place, label in enumerate(labels)]
    return {
        "data": {"values": values},
        "mark": "bar",
        "encoding": {
            "x": {"field": "dollars", "type": "quantitative"},
            "y": {"field": "stage", "type": "nominal"},
        },
    } | more


def drawn(spec: dict[str, Any], title: str = "Asks", alt: str = "Two bars.") -> Element:
    root = fromstring(as_svg(spec, title=title, alt=alt))
    assert isinstance(root, Element)
    return root


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    found, place = [], 8
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        body = png[place + 4 : place + 8 + size]
        assert struct.unpack(">I", png[place + 8 + size : place + 12 + size]) == (zlib.crc32(body),)
        found.append((body[:4], body[4:]))
        place += 12 + size
    return found


def ink(png: bytes) -> int:
    grey = Image.open(BytesIO(png)).convert("L")
    return sum(255 - level for level in grey.tobytes())


def test_an_svg_is_an_image_with_a_title_and_a_description() -> None:
    root = drawn(bars("House", "Senate"), title="Asks by stage", alt="The Senate gives more.")
    assert root.get("role") == "img"
    assert [(child.tag, child.text) for child in root][:2] == [
        (f"{SVG}title", "Asks by stage"),
        (f"{SVG}desc", "The Senate gives more."),
    ]


def test_markup_in_any_text_is_inert() -> None:
    spec = bars(MARKUP, "B", title=MARKUP, description=MARKUP)
    root = drawn(spec, title=MARKUP, alt=MARKUP)
    assert not [element.tag for element in root.iter() if "script" in element.tag]
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    assert [child.text for child in root][:2] == [MARKUP, MARKUP]
    assert MARKUP in [element.text for element in root.iter(f"{SVG}text")]


def test_links_and_outside_images_are_left_out() -> None:
    spec = bars("http://x.test/a.png")
    spec["mark"] = {"type": "image", "width": 9, "height": 9}
    spec["encoding"] |= {"url": {"field": "stage"}, "href": {"value": "http://x.test/"}}
    root = drawn(spec)
    assert list(root.iter(f"{SVG}image"))
    assert not [name for element in root.iter() for name in element.attrib if name.endswith("href")]


def test_a_fill_from_another_address_is_left_out() -> None:
    spec = bars("House")
    spec["mark"] = {"type": "bar", "fill": "url(http://x.test/a.svg#p)"}
    assert not [value for element in drawn(spec).iter() for value in element.attrib.values() if "x.test" in value]


def test_a_gradient_inside_the_picture_stays() -> None:
    stops = [{"offset": 0, "color": "red"}, {"offset": 1, "color": "blue"}]
    spec = bars("House")
    spec["mark"] = {"type": "bar", "color": {"gradient": "linear", "stops": stops}}
    assert [e for e in drawn(spec).iter() if e.get("fill", "").startswith("url(#")]


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/a.json", "https://x.test/a.csv"])
def test_data_from_an_address_is_refused(address: str) -> None:
    with pytest.raises(InvalidInput, match="its data must be inside it"):
        as_svg(bars() | {"data": {"url": address}}, title="Asks", alt="Bars.")


def test_words_without_a_font_of_their_own_are_in_public_sans() -> None:
    families = {element.get("font-family") for element in drawn(bars("House")).iter(f"{SVG}text")}
    assert families == {"Public Sans, sans-serif"}


def test_a_font_of_the_charts_own_ends_in_one_that_is_always_there() -> None:
    spec = bars("House", config={"font": "No Such Font"})
    assert {e.get("font-family") for e in drawn(spec).iter(f"{SVG}text")} == {"No Such Font, sans-serif"}


def test_bold_words_are_darker_than_normal_ones() -> None:
    normal, bold = (
        ink(as_png(bars("House", title={"text": "Asks", "fontSize": 40, "fontWeight": weight}), title="", alt=""))
        for weight in ("normal", "bold")
    )
    assert bold > normal * 1.02


def test_a_png_carries_its_title_and_description() -> None:
    png = as_png(bars("House"), title="Año <1>", alt="La Cámara: $24,408,940.\n")
    texts = [body for kind, body in chunks(png) if kind == b"iTXt"]
    assert texts == [
        b"Title\0\0\0\0\0" + "Año <1>".encode(),
        b"Description\0\0\0\0\0" + "La Cámara: $24,408,940.\n".encode(),
    ]
    picture = Image.open(BytesIO(png))
    picture.load()
    assert picture.info["Description"] == "La Cámara: $24,408,940.\n"


def test_a_png_is_twice_as_fine_as_its_svg() -> None:
    spec = bars("House", "Senate")
    picture = Image.open(BytesIO(as_png(spec, title="Asks", alt="Bars.")))
    root = drawn(spec)
    assert picture.size == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))


def test_the_same_chart_is_the_same_bytes() -> None:
    assert as_svg(bars("House"), title="a", alt="b") == as_svg(bars("House"), title="a", alt="b")
    assert as_png(bars("House"), title="a", alt="b") == as_png(bars("House"), title="a", alt="b")


@settings(deadline=None, max_examples=25)
@given(st.text(), st.text(alphabet="\x00\x01\x1b\ufffe\u202e\ud800<&]>\n'\"=a"))
def test_no_words_at_all_can_break_a_picture(label: str, alt: str) -> None:
    assert drawn(bars(label, "House"), title=label, alt=alt).get("role") == "img"
    assert chunks(as_png(bars(label, alt), title=label, alt=alt, scale=1))[-1] == (b"IEND", b"")


def test_a_control_character_in_a_label_does_not_end_the_program() -> None:
    texts = [element.text for element in drawn(bars("Ho\x01use")).iter(f"{SVG}text")]
    assert "House" in texts
