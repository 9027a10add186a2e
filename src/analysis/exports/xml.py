"""What every XML file here has in common: its characters and its bytes."""

import re
from xml.etree import ElementTree as ET

# What XML 1.0 has no character for.
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return a text of the same length whose every character XML can hold."""
    return NO_XML.sub("\ufffd", text)


def as_bytes(root: ET.Element) -> bytes:
    """Return a document as UTF-8 with its declaration and a line end."""
    content: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"
