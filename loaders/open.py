"""What a file is, and the source it makes: statements, a register with its mapping, or a document."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..graph.errors import InputError
from ..graph.gazetteer import Gazetteer, default
from ..graph.ingest import Source
from .documents import Text, form_of, read_head
from .mapping import Mapping
from .ready import fitting
from .registers import Register
from .statements import documents_of, is_statements, read_statements
from .tables import Layout, Table, open_table
from .wikidata import labels_beside, read_labels

if TYPE_CHECKING:
    from .prose.language import Language

_TABLES = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Opened:
    """A source, what it was taken for, and for a table the register that keeps account of its rows."""

    source: Source
    form: str
    register: Register | None = None
    mapping: str | None = None  # the ready mapping that was chosen by the columns
    language: "Language | None" = None  # of a document, told once it is read
    text: Text | None = None  # of a document that is not text itself: what offsets refer to, to be kept


def open_source(path: Path | str, as_: str | None = None, mapping: Mapping | None = None) -> Source:
    """Return what `graph.ingest.ingest` loads from the file at `path`.

    `as_` (statements, table, document) decides what the file is; by default its content does. A table needs a `mapping`
    unless its columns are those of a ready one. Raises InputError when the file cannot be read as that.
    """
    return open_file(path, as_=as_, mapping=mapping).source


def open_file(
    path: Path | str,
    *,
    as_: str | None = None,
    mapping: Mapping | None = None,
    layout: Layout | None = None,
    name: str | None = None,
    strict: bool = False,
    labels: Path | None = None,
    gazetteer: Gazetteer | None = None,
) -> Opened:
    """Return the source in the file at `path`, with what is known of it; see `open_source`.

    `name` is the load's name (default: the mapping's, else the file's), `layout` what is known of a table's form,
    `labels` a table of names for Wikidata ids; `strict` makes the first row that is rejected an error.
    """
    path = Path(path)
    form = as_ or what_is(path, mapping)
    if form == "statements":
        read_head(path)
        source = Source(name or path.name, read_statements(path), documents_of(path))
        return Opened(source, form)
    if form == "document":
        from .prose import Extractor, read

        extractor = Extractor(gazetteer=gazetteer)
        reading = read(path, extractor)
        return Opened(reading.source(name), form, text=reading.text, language=extractor.language)
    table = open_table(path, merged(layout, mapping.layout if mapping else None))
    chosen = None
    if mapping is None:
        if (found := fitting(table)) is None:
            raise InputError(f"{path} needs a mapping: what do its columns mean? `pactgraph load {path}` proposes one")
        chosen, mapping = found
    register = Register(
        table,
        mapping,
        gazetteer or default(),
        name=name,
        strict=strict,
        labels=_labels(table, mapping, labels),
    )
    return Opened(register.source(), form, register, chosen)


def what_is(path: Path, mapping: Mapping | None = None) -> str:
    """Return what the file at `path` is: statements, table or document.

    Raises InputError when it cannot be read.
    """
    form = form_of(path, read_head(path))
    if form == "xlsx":
        return "table"
    if form != "plain":
        return "document"
    if is_statements(path):
        return "statements"
    return "table" if mapping is not None or path.suffix.lower() in _TABLES else "document"


def merged(said: Layout | None, mapped: Layout | None) -> Layout:
    """Return the layout that a caller gives, and where it says nothing the mapping's."""
    said, mapped = said or Layout(), mapped or Layout()
    return replace(
        said,
        encoding=said.encoding or mapped.encoding,
        delimiter=said.delimiter or mapped.delimiter,
        header=mapped.header if said.header is None else said.header,
        sheet=said.sheet or mapped.sheet,
    )


def _labels(table: Table, mapping: Mapping, said: Path | None) -> dict[str, str]:
    path = said or (labels_beside(table, mapping.labels) if mapping.labels else None)
    return read_labels(path) if path else {}
