"""One record against all on file: the data centre's search, without the biometrics.

In the order in which it is used: `words` are the values, `shelf` keeps records by key, `fields`
lays a model out for asking one value of many, `search` weighs a record against those that its keys
bring up (`at_once` does so with numpy, where a crowd comes up), `gallery` puts it together and
remembers what was found, and `file` keeps it in `sections` of a file.
"""

from __future__ import annotations

from ektpflow.matching.gallery.gallery import Gallery
from ektpflow.matching.gallery.hit import Hit

__all__ = ["Gallery", "Hit"]
