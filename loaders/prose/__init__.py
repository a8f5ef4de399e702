"""Prose to statements: rule-based, deterministic, offline, and every statement shows the passage and names the rule.

A document runs through *layout* (lines to paragraphs, notes lifted out: `decode`, `layout`, `clean`, `flow`),
*mentions* (`tokens`, `places`, `names`, `demonyms`, put together by `mentions`), *discourse* (who "the park" is now)
and *rules* (`rules`, one module a tie type), which read one *scene* a sentence. `engine` drives them. What is peculiar
to a language is its pack, a folder of TOML (`fr`).

Limits: one home country a text (the one that texts are mostly about, or, where a text hardly names it, the one that it
speaks of most); no syntax beyond lists and prepositions; what is told over more than a few sentences is missed rather
than guessed.
"""

from .engine import Dropped, Extractor, Passage, Stats
from .source import Reading, document_source, read

__all__ = ["Dropped", "Extractor", "Passage", "Reading", "Stats", "document_source", "read"]
