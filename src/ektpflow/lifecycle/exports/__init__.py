"""The lifecycle in the languages of other programs, and as a document that can be read again.

Each export is a pure function of the table: nothing is looked up elsewhere, rows stand in the order
of the table, and the same table gives the same bytes. Guards are given by name, never as code.

=================  ================================  ============================================
function           for                               what stands in it
=================  ================================  ============================================
`to_document`      keeping, sending, comparing       everything; `from_document` reads it again
`to_xstate`        XState 5, Stately                 every row, guards by name
`to_pnml`          pm4py, ProM, WoPeD                every row as a transition of a workflow net
`to_mermaid`       Markdown pages                    statuses and the ways between them
`to_dot`           Graphviz                          statuses and the ways between them
=================  ================================  ============================================
"""

from ektpflow.lifecycle.exports.document import from_document, to_document
from ektpflow.lifecycle.exports.dot import to_dot
from ektpflow.lifecycle.exports.mermaid import to_mermaid
from ektpflow.lifecycle.exports.pnml import to_pnml
from ektpflow.lifecycle.exports.xstate import to_xstate

__all__ = ["from_document", "to_document", "to_dot", "to_mermaid", "to_pnml", "to_xstate"]
