"""How a value of a record is read: into the form in which it is compared, and its features.

One small file a kind of value: `names`, `dates`, `places`, `numbers`, `addresses`, `sex`, and
`text` for all that is none of these; `spelling` holds what they share and `words` the lists.

A reader (`read_...`) takes a raw value as a table or a record holds it and returns text; a feature
takes what its reader returned. Everywhere "" means not known: a reader returns it for None, NaN,
empty text and the marks that offices write for "we do not know", and every feature of "" is "".
To read twice changes nothing. Nothing here is to be shown as anybody's name or address: a card
shows what the resident's record says.
"""
