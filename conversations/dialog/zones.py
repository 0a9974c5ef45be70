"""The country's time zones, by the label that people know them by."""

from collections.abc import Mapping
from types import MappingProxyType

ZONES: Mapping[str, str] = MappingProxyType(
    {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
)
LABELS: Mapping[str, str] = MappingProxyType({zone: label for label, zone in ZONES.items()})
