"""How does a record reach the data centre on Friday afternoon, with the network and without?"""

from ektpflow import wib
from ektpflow.routing import ServiceNetwork

network = ServiceNetwork.medan()
friday = wib("2026-03-06 15:00")
for up in (True, False):
    print(f"the network is {'up' if up else 'down'}:")
    print(network.record_way("12.71.17", friday, network_up=up).text())
    print()
print("a card on its way home:")
print(network.card_way("12.71", "12.71.17", friday).text())
