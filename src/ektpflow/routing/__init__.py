"""Offices joined by channels: how records, files, blanks and cards get from one to another."""

from ektpflow.routing.channel import Cargo, Channel, ChannelKind, Departure, Outage
from ektpflow.routing.network import ServiceNetwork
from ektpflow.routing.way import Leg, Way

__all__ = [
    "Cargo",
    "Channel",
    "ChannelKind",
    "Departure",
    "Leg",
    "Outage",
    "ServiceNetwork",
    "Way",
]
