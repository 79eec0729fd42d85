"""How a lifecycle is drawn; `ektpflow.lifecycle.picture` is the door.

`handlaid` and `placing` are the picture of KTP_EL, `layered`, `layers` and `spread` that of any
other lifecycle, `listed` the one for phones and paper, and `boxes` what they share.
"""
