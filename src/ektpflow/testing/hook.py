"""What Hypothesis calls when it is imported: the strategies of three classes, each when needed.

Hypothesis calls `register` in every project of a machine that has this package, so nothing is
loaded here: to load the classes would nearly double the time of ``import hypothesis``. Each
strategy is registered when the module of its class is imported, or at once where it is already.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Final

__all__ = ["register"]

# by the module of a class: its name, and that of the strategy in ektpflow.testing
_STRATEGIES: Final = {
    "ektpflow.nik": ("Nik", "niks"),
    "ektpflow.resident": ("Resident", "residents"),
    "ektpflow.lifecycle.definition": ("Lifecycle", "lifecycles"),
}


def register() -> None:
    """Let ``st.from_type`` know `Nik`, `Resident` and `Lifecycle`."""
    for name in _STRATEGIES:
        module = sys.modules.get(name)
        if module is not None:
            _enter(module)
    sys.meta_path.insert(0, _Watch())


def _enter(module: ModuleType) -> None:
    from hypothesis import strategies as st  # noqa: PLC0415  (loaded by now, or asked for)

    cls, strategy = _STRATEGIES[module.__name__]

    def drawn(_: object) -> st.SearchStrategy[object]:
        made = getattr(import_module("ektpflow.testing"), strategy)()
        assert isinstance(made, st.SearchStrategy)  # noqa: S101  (the table above is ours)
        return made

    st.register_type_strategy(getattr(module, cls), drawn)


class _Watch(MetaPathFinder):
    """Finds what it watches by the other finders, and adds one act to the loading."""

    def __init__(self) -> None:
        self._asked: set[str] = set()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Give the usual way to a module that is watched; None for all others."""
        del path, target
        if fullname not in _STRATEGIES or fullname in self._asked:
            return None
        self._asked.add(fullname)  # the next question is our own, for the usual way
        try:
            spec = find_spec(fullname)
        finally:
            self._asked.discard(fullname)
        if spec is not None and spec.loader is not None:
            spec.loader = _ThenEnter(spec.loader)
        return spec


class _ThenEnter(Loader):
    """Loads as another loader does, gives it its place back, and registers the class."""

    def __init__(self, usual: Loader) -> None:
        self._usual = usual

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Let the usual loader do it."""
        return self._usual.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Let the usual loader do it, then register."""
        module.__loader__ = self._usual
        if module.__spec__ is not None:
            module.__spec__.loader = self._usual
        self._usual.exec_module(module)
        _enter(module)
