"""The rows of KTP_EL, one module a stage of the flow; `ektpflow.lifecycle.ktp_el` joins them.

Each row says by which fact, from where to where, at which office by whom, on what law or
publication, and what it means for the citizen. A row has the mark of its weakest part: where the
act is documented and its exit is not, the row is ours and says why.
"""
