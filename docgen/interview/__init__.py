"""The interview without anybody in it: what was said, what to ask next, and what the answers come to.

Nothing here prints or reads; `docgen.cli` asks.
"""

from docgen.interview.script import Script
from docgen.interview.setting import Setting, setting_of

__all__ = ["Script", "Setting", "setting_of"]
