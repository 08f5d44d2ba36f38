"""The square code that leads from paper to the live page: drawn as vectors, black on white."""

import io

import segno


def qr_svg(address: str) -> str:
    """An address as an SVG element, 4 modules of quiet zone round it; the same address gives the same drawing."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", border=4, xmldecl=False, dark="#000", light="#fff", omitsize=True, svgclass=None)
    return out.getvalue().decode().strip()
