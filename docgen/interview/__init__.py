"""The interview without anybody in it: what was said, what to ask next, and what the answers come to.

Nothing here prints or reads; `docgen.cli` asks.
"""
