"""The vocabularies: offices, suket, dashboard, OpenSID, MOSIP and OpenCRVS.

Only codes and what they mean were taken, never code. Each was read on the date it bears, in the
revision that its source names; which counterpart is nearest is our reading.
"""

from __future__ import annotations

from typing import Final

from ektpflow.lifecycle.vocabularies.abroad import MOSIP, OPENCRVS_1, OPENCRVS_2
from ektpflow.lifecycle.vocabularies.indonesia import OFFICES, OPENSID, PENUNGGALAN, SUKET

__all__ = [
    "MOSIP",
    "OFFICES",
    "OPENCRVS_1",
    "OPENCRVS_2",
    "OPENSID",
    "PENUNGGALAN",
    "SUKET",
    "VOCABULARIES",
]

#: All of them.
VOCABULARIES: Final = (OFFICES, SUKET, PENUNGGALAN, OPENSID, MOSIP, OPENCRVS_1, OPENCRVS_2)
