"""One record against all on file: the data centre's search, without the biometrics.

`shelf` keeps the records by key, `search` weighs one against those that its keys bring up,
`gallery` puts the two together and remembers what was found.
"""

from __future__ import annotations

from ektpflow.matching.gallery.gallery import Gallery, Hit

__all__ = ["Gallery", "Hit"]
