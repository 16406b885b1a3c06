"""What other programs read of a finished site: a MkDocs project, records for a search engine, JSON.

Everything here is made from planned pages and their finished bytes, so that it holds what the gate let through and the
check has read, and nothing else.
"""
