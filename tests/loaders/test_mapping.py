from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pactgraph.graph.errors import InputError
from pactgraph.graph.schema import INSTRUMENTS, KINDS, STATUSES, TIE_TYPES
from pactgraph.loaders.mapping import DETAILS, End, Field, Mapping, TieMapping, parse_mapping, read_mapping
from pactgraph.loaders.ready import ready_mapping, ready_names

SMALL = """
ties:
  - type: RESIDENT_OF
    from: {name: Company, country: Country, kind: =company}
    to: {name: =Great Stone, kind: =zone, country: =BY}
"""


def error_of(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_mapping(text, "m.yml")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_field_is_a_column_or_a_constant() -> None:
    tie = parse_mapping(SMALL, "m.yml").ties[0]
    assert tie.source.name == Field(column="Company")
    assert tie.target.name == Field(constant="Great Stone")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("ties:", "tie:"), "unknown field 'tie'; did you mean 'ties'?"),
        (("name: Company", "nmae: Company"), "ties[1].from: unknown field 'nmae'; did you mean 'name'?"),
        (("RESIDENT_OF", "RESIDENT"), "did you mean 'RESIDENT_OF'?"),
        (("RESIDENT_OF", "PART_OF"), "unknown tie type 'PART_OF'"),
        (("=zone", "=park"), "'park' is none of"),
        (("kind: =zone, ", ""), "ties[1].to: 'kind' is missing"),
        (("name: Company, ", ""), "ties[1].from: 'name' is missing"),
        (("country: Country", "country: [1]"), "expected a text, not [1]"),
        (("country: Country", "country: NO"), "put it in quotes"),
        (("country: Country", "country: {column: C, order: ymd}"), "neither dmy nor mdy"),
        (("ties:", "ties: 3\nreplace:"), "ties: expected a list, not 3"),
        (("ties:", "table: {header: -1}\nties:"), "table.header: expected the number of a line"),
        (("ties:", "source: {form: prose}\nties:"), "source.form"),
        (("ties:", "a: &x 1\nb: *x\nties:"), "aliases"),
        (("kind: =company}", "kind: =company"), ": not YAML"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_a_way_out(change: tuple[str, str], words: str) -> None:
    assert change[0] in SMALL
    assert words in error_of(SMALL.replace(*change))


def test_a_wrong_column_name_gets_a_suggestion() -> None:
    mapping = parse_mapping(SMALL, "m.yml")
    with pytest.raises(InputError, match=r"no column 'Company', .* did you mean 'Company name'\?"):
        mapping.check_columns(["Company name", "Country"], "t.csv")


def test_files_that_are_no_mappings_are_said_so(tmp_path: Path) -> None:
    binary = tmp_path / "b.yml"
    binary.write_bytes(b"\xff\xfe\x00")
    for path, words in (
        (tmp_path / "none.yml", "there is no mapping"),
        (tmp_path, "is a folder"),
        (binary, "cannot be read"),
    ):
        with pytest.raises(InputError, match=words):
            read_mapping(path)


def test_the_mappings_that_ship_are_sound() -> None:
    names = {"wikipedia_twin_towns", "wikidata_p190_identifiers", "wikidata_p190_query"}
    assert names | {"zone_residents", "exchange_brokers"} <= set(ready_names())
    for name in ready_names():
        mapping = ready_mapping(name)
        mapping.check_columns(mapping.columns, name)
    with pytest.raises(InputError, match=r"there are .*zone_residents"):
        ready_mapping("nobody")


words = st.text("abc déЖ1_-", min_size=1, max_size=9).map(str.strip).filter(bool)
columns = st.builds(lambda c: Field(column=c), words)
rich = st.builds(
    lambda c, values, default, order: Field(column=c, values=values, default=default, order=order),
    words, st.dictionaries(words, words, max_size=2), st.none() | words, st.sampled_from([None, "dmy", "mdy"]),
)  # fmt: skip
constants = st.builds(lambda c: Field(constant=c), words)
fields = columns | rich | constants


def one_of(allowed: object) -> st.SearchStrategy[Field]:
    return columns | st.builds(lambda c: Field(constant=c), st.sampled_from(sorted(allowed)))  # type: ignore[call-overload]


ends = st.builds(End, fields, one_of(KINDS), st.none() | fields, st.none() | columns)
ties = st.builds(
    TieMapping,
    type=st.sampled_from([t for t in TIE_TYPES if not TIE_TYPES[t].derived]),
    source=ends,
    target=ends,
    date=st.none() | fields,
    until=st.none() | fields,
    status=st.none() | one_of(STATUSES),
    instrument=st.none() | one_of(INSTRUMENTS),
    details=st.dictionaries(st.sampled_from([d for d in DETAILS if d != "flow"]), fields, max_size=2),
    citation=st.dictionaries(st.sampled_from(["title", "url"]), fields, max_size=2),
    when=st.dictionaries(words, st.lists(words, min_size=1, max_size=2).map(tuple), max_size=2),
)


@given(
    st.lists(ties, min_size=1, max_size=2),
    st.dictionaries(words, st.dictionaries(words, words, min_size=1), max_size=2),
)
def test_a_mapping_written_is_the_mapping_read(some: list[TieMapping], mistakes: dict[str, dict[str, str]]) -> None:
    mapping = Mapping(tuple(some), name="n", document={"title": "T"}, replace=mistakes)
    text = mapping.to_yaml()
    assert parse_mapping(text, "m.yml") == mapping
    assert yaml.safe_load(text)
