"""A match model as a file: JSON with a version, without a line of code.

Kinds, tests and metrics stand in it by name. Reading takes the names that the library knows and
those that are handed in: a file is looked up, never run, so one from a stranger can do no more than
name what is there already. The same model gives the same bytes, in every process.

With a model its `Frequencies` may be written. They hold codes of the values that several records
share and how many do, and no value of a single person; but who guesses a name can look up how
frequent it is.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ektpflow.errors import BadFile, InvalidDefinition
from ektpflow.matching.document.reading import read
from ektpflow.matching.document.writing import (
    FORMAT,
    FORMAT_VERSION,
    document,
    frequencies_document,
)
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.kinds import Kind
from ektpflow.matching.likeness import Own
from ektpflow.matching.model import MatchModel

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "digest",
    "frequencies_from_json",
    "from_json",
    "read_frequencies",
    "read_model",
    "to_json",
    "write_model",
]

_SHOWN: Final = 16  # hexadecimal digits of a digest
_UNFINISHED: Final = ".part"


def to_json(model: MatchModel, frequencies: Frequencies | None = None) -> str:
    """Return a model as JSON; `from_json` makes an equal one of it.

    Parameters
    ----------
    model
        The model.
    frequencies
        How often values are recorded, where they belong to it.

    Raises
    ------
    InvalidDefinition
        When a number is infinite, a text holds half of a character, or a kind of your own bears
        the name of a built-in one: no reader could tell them apart.

    Examples
    --------
    >>> from ektpflow.matching import MatchModel
    >>> from ektpflow.matching.document import from_json, to_json
    >>> text = to_json(MatchModel.expert())
    >>> from_json(text) == MatchModel.expert(), to_json(from_json(text)) == text
    (True, True)
    """
    told = document(model)
    if frequencies is not None:
        told["frequencies"] = frequencies_document(frequencies)
    try:
        text = json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
        text.encode()
    except ValueError as no:
        raise InvalidDefinition(
            model.tag, "the whole", f"cannot be written: {no}; take finite numbers and whole texts"
        ) from None
    return text


def from_json(
    text: str, *, file: str = "model", kinds: Iterable[Kind] = (), tests: Iterable[Own] = ()
) -> MatchModel:
    """Return the model that a text describes.

    Parameters
    ----------
    text
        What `to_json` wrote.
    file
        What errors call it.
    kinds
        Kinds of your own that it names.
    tests
        Tests of your own that it names; the feature is the file's.

    Raises
    ------
    BadFile
        With the path of keys and what to do, for every part that is wrong: a key that is unknown
        or missing, a value of another type, a kind, test or metric that nobody knows, a number
        that cannot be, a text that is no JSON, another format or a newer version of it.

    Examples
    --------
    >>> from ektpflow.errors import BadFile
    >>> from ektpflow.matching import MatchModel
    >>> from ektpflow.matching.document import from_json, to_json
    >>> text = to_json(MatchModel.expert()).replace('"osa"', '"osu"')
    >>> try:
    ...     from_json(text)
    ... except BadFile as no:
    ...     print(no)
    model, comparisons[5].levels[2].test.metric: 'osu' is no metric (did you mean 'osa'?)
    """
    return read(text, file, kinds, tests)[0]


def frequencies_from_json(
    text: str, *, file: str = "model", kinds: Iterable[Kind] = (), tests: Iterable[Own] = ()
) -> Frequencies | None:
    """Return the frequencies that stand with a model, None where none do.

    Parameters and errors are those of `from_json`: with a broken model they are worth nothing.
    """
    return read(text, file, kinds, tests)[1]


def write_model(
    path: Path | str, model: MatchModel, frequencies: Frequencies | None = None
) -> None:
    """Write a model to a file: whole, or not at all.

    Parameters
    ----------
    path
        The file; one that stands there is replaced.
    model, frequencies
        As in `to_json`.

    Raises
    ------
    OSError
        When it cannot be written; then what stood there before still does.
    """
    place = Path(path)
    unfinished = place.with_name(f"{place.name}{_UNFINISHED}")
    text = to_json(model, frequencies)
    try:
        unfinished.write_text(text, encoding="utf-8", newline="")
        os.replace(unfinished, place)  # noqa: PTH105  (atomic on every system, as Path.replace is)
    finally:
        unfinished.unlink(missing_ok=True)


def read_model(
    path: Path | str, *, kinds: Iterable[Kind] = (), tests: Iterable[Own] = ()
) -> MatchModel:
    """Read a model from a file.

    Parameters
    ----------
    path
        The file.
    kinds, tests
        As in `from_json`.

    Raises
    ------
    BadFile
        As in `from_json`, and when the file is not there or is no text.
    """
    return from_json(_text(path), file=str(path), kinds=kinds, tests=tests)


def read_frequencies(
    path: Path | str, *, kinds: Iterable[Kind] = (), tests: Iterable[Own] = ()
) -> Frequencies | None:
    """Read the frequencies that stand with a model in a file, None where none do.

    Parameters and errors are those of `read_model`.
    """
    return frequencies_from_json(_text(path), file=str(path), kinds=kinds, tests=tests)


def digest(model: MatchModel) -> str:
    """Return a fingerprint of a model, 16 hexadecimal digits: the same in every process.

    Two models that differ anywhere, be it in a reason, have different ones. It tells models apart;
    it is no signature.

    Parameters
    ----------
    model
        The model.

    Examples
    --------
    >>> import attrs
    >>> from ektpflow.matching import MatchModel
    >>> from ektpflow.matching.document import digest
    >>> model = MatchModel.expert()
    >>> len(digest(model)), digest(model) == digest(attrs.evolve(model, possible=29.0))
    (16, False)
    """
    to_json(model)  # refuses what cannot be written
    canonical = json.dumps(document(model), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:_SHOWN]


def _text(path: Path | str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as no:
        raise BadFile(
            str(path), "file", f"cannot be read: {no.strerror}", "check the path"
        ) from None
    except UnicodeDecodeError:
        raise BadFile(str(path), "file", "is no text in UTF-8", "name a model's file") from None
