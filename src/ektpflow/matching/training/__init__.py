"""Training that cannot fool itself."""

from ektpflow.matching.training.fitting import Fitted, Session, fit

__all__ = ["Fitted", "Session", "fit"]
