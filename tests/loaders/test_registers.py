from pathlib import Path

import pytest
from pactgraph.graph.decisions import Decision, Decisions
from pactgraph.graph.errors import InputError
from pactgraph.graph.gazetteer import default
from pactgraph.graph.identity import Resolver
from pactgraph.graph.ingest import ingest
from pactgraph.graph.ladybug_store import LadybugStore
from pactgraph.graph.model import Statement
from pactgraph.loaders.mapping import parse_mapping
from pactgraph.loaders.ready import fitting, ready_mapping
from pactgraph.loaders.registers import Register
from pactgraph.loaders.tables import open_table

TWINS = "city1,country1,city2,country2\n"
PAIRS = """
ties:
  - type: TWINNED_WITH
    from: {name: city1, country: country1, kind: =city}
    to: {name: city2, country: country2, kind: =city}
"""


def register(folder: Path, text: str, mapping: str = PAIRS, **options: object) -> Register:
    path = folder / "table.csv"
    path.write_text(text, "utf-8")
    return Register(open_table(path), parse_mapping(mapping, "m.yml"), default(), **options)  # type: ignore[arg-type]


def read(folder: Path, text: str, mapping: str = PAIRS) -> tuple[list[Statement], Register]:
    opened = register(folder, text, mapping)
    return list(opened.statements()), opened


def load(folder: Path, opened: Register, *decisions: Decision) -> Register:
    with LadybugStore.open(str(folder / "graph.lbug"), write=True) as store:
        ingest(store, opened.source(), Resolver(default(), decisions=Decisions.of(decisions)))
    opened.finish()
    return opened


def test_a_row_is_a_statement_with_its_row_as_evidence(tmp_path: Path) -> None:
    statements, _ = read(tmp_path, TWINS + "Brest,Belarus,Xiaogan,China\nGomel,Belarus,Clermont-Ferrand,France\n")
    second = statements[1]
    assert (second.type, second.source.name, second.target.country) == ("TWINNED_WITH", "Gomel", "FR")
    assert (second.evidence.document, second.evidence.row, second.rule) == ("table.csv", 2, "register")


def test_look_alike_letters_are_mended_and_counted(tmp_path: Path) -> None:
    (s,), opened = read(tmp_path, TWINS + "Svietlahоrsk,Belarus,Mtsensk,Russia\n")
    assert s.source.name == "Svietlahorsk"
    assert s.source.text == "Svietlahоrsk"
    assert opened.audit.done == {"look-alike letters mended": 1}


def test_name_and_country_in_each_others_column_are_swapped_back(tmp_path: Path) -> None:
    (s,), opened = read(tmp_path, TWINS + "Belarus,Brest,Xiaogan,China\n")
    assert (s.source.name, s.source.country) == ("Brest", "BY")
    assert opened.audit.done == {"name and country swapped back": 1}


def test_a_country_inside_the_name_is_taken_out(tmp_path: Path) -> None:
    (s,), _ = read(tmp_path, TWINS + '"Varna, Bulgaria",,Kutaisi,Georgia (country)\n')
    assert (s.source.name, s.source.country, s.target.country) == ("Varna", "BG", "GE")


def test_a_place_without_country_gets_the_only_one_it_can_have(tmp_path: Path) -> None:
    (s, t), opened = read(tmp_path, TWINS + "Kutaisi,,Xiaogan,China\nBrest,,Xiaogan,China\n")
    assert (s.source.country, t.source.country) == ("GE", None)
    assert opened.audit.done["countries inferred from the gazetteer"] == 1
    assert opened.audit.done["ambiguous names without a country"] == 1


def test_a_region_in_a_column_of_cities_is_a_region(tmp_path: Path) -> None:
    (s,), opened = read(tmp_path, TWINS + "Lombardy,Italy,Grodno Region,Belarus\n")
    assert (s.source.kind, s.target.kind) == ("region", "region")
    assert opened.audit.done["taken for a region"] == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Brest,Belaruss,Xiaogan,China", "unknown country 'Belaruss' (did you mean Belarus?)"),
        (",Belarus,Xiaogan,China", "no name in 'city1'"),
        ("Brest,Belarus,Xiaogan", "the row has 3 cells, the header 4"),
        ("Falkland Islands,,Xiaogan,China", "is a country or territory where a city is expected"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_its_reason(tmp_path: Path, row: str, reason: str) -> None:
    statements, opened = read(tmp_path, f"{TWINS}{row}\nGomel,Belarus,Chengdu,China\n")
    assert len(statements) == 1
    assert reason in opened.audit.rejected[1]


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    rows = [
        "Brest,Belarus,Xiaogan,China",
        "Xiaogan,China,Brest,Belarus",  # doubled, the other way round
        "Brest,Belarus,Xiaogan,China",  # doubled
        "Brest,Nowhere,Xiaogan,China",  # rejected by the loader
        "Minsk,Belarus,Минск,Беларусь",  # rejected when resolved
        "",
        "Gomel,Belarus,Chengdu,China",
    ]
    opened = load(tmp_path, register(tmp_path, TWINS + "\n".join(rows) + "\n"))
    summary = opened.audit.summary()
    assert {k: summary[k] for k in ("rows", "loaded", "merged", "rejected", "left_out", "blank_lines")} == {
        "rows": 6, "loaded": 2, "merged": 2, "rejected": 2, "left_out": 0, "blank_lines": 1,
    }  # fmt: skip
    assert opened.audit.rejected.keys() == {4, 5}


def test_brest_and_brest_twinned_with_each_other_stay_two(tmp_path: Path) -> None:
    opened = load(tmp_path, register(tmp_path, TWINS + "Brest,France,Brest,Belarus\nBrest (France),,Kiel,Germany\n"))
    assert not opened.audit.rejected
    with LadybugStore.open(str(tmp_path / "graph.lbug"), write=False) as store:
        (tie,) = [t for t in store.ties(types=["TWINNED_WITH"]) if "de/kiel" not in (t.source, t.target)]
        assert {a.country for a in store.actors([tie.source, tie.target])} == {"BY", "FR"}


def test_a_loop_that_appears_on_resolution_names_both_rows(tmp_path: Path) -> None:
    same = Decision("same", ["by/pinsk", "by/city/pinskk"])
    text = TWINS + "Pinskk,Belarus,Kovel,Ukraine\nPinsk,Belarus,Pinskk,Belarus\n"
    reason = load(tmp_path, register(tmp_path, text), same).audit.rejected[2]
    assert "'Pinsk' and 'Pinskk' are both Pinsk (by/pinsk)" in reason
    assert reason.endswith("row 1 also names 'Pinskk'")


def test_strict_stops_at_the_first_rejected_row_and_loads_nothing(tmp_path: Path) -> None:
    opened = register(tmp_path, TWINS + "Brest,Belarus,Xiaogan,China\nBrest,Nowhere,Xiaogan,China\n", strict=True)
    with pytest.raises(InputError, match=r"table.csv, row 2: unknown country 'Nowhere'"):
        load(tmp_path, opened)
    with LadybugStore.open(str(tmp_path / "graph.lbug"), write=False) as store:
        assert store.counts().statements == 0


def test_rejected_rows_are_written_with_reason_line_and_cells(tmp_path: Path) -> None:
    opened = load(tmp_path, register(tmp_path, TWINS + "\nBrest,Nowhere,=1+1,China\n"))
    opened.audit.write_rejected(tmp_path / "rejects.csv")
    assert (tmp_path / "rejects.csv").read_text("utf-8").splitlines() == [
        "row,line,reason,city1,country1,city2,country2",
        "1,3,unknown country 'Nowhere',Brest,Nowhere,'=1+1,China",
    ]


def test_a_resident_that_left_gives_its_beginning_and_its_end(tmp_path: Path) -> None:
    mapping = """
ties:
  - type: RESIDENT_OF
    from: {name: Company, country: Country, kind: =company}
    to: {name: =Great Stone, kind: =zone, country: =BY}
    date: Since
    until: Left
    details: {sector: Sector, jobs: Jobs}
    citation: {url: Link}
    when: {State: [active, left]}
replace:
  - {columns: [Country], values: {Chiina: China}}
"""
    text = (
        "Company,Country,Since,Left,Sector,Jobs,Link,State\n"
        "Works LLC,Chiina,02.04.2015,2020,steel,1 200,https://a.example/1,Left\n"
        "Mill,Belarus,2016,,flour,,,active\nGhost,Belarus,,,,,,applied\nBad,Belarus,,,,many,,active\n"
    )
    statements, opened = read(tmp_path, text, mapping)
    assert [(s.source.name, s.date, s.status) for s in statements] == [
        ("Works LLC", "2015-04-02", "agreed"),
        ("Works LLC", "2020", "ended"),
        ("Mill", "2016", "agreed"),
    ]
    assert statements[0].details == {"sector": "steel", "jobs": 1200}
    assert statements[0].evidence.citation is not None
    assert statements[0].evidence.citation.url == "https://a.example/1"
    assert (opened.audit.skipped, opened.audit.rejected) == (1, {4: "'many' is no number"})
    assert opened.audit.done["known mistakes replaced"] == 1


def test_a_cell_may_list_several_partners(tmp_path: Path) -> None:
    mapping = PAIRS.replace("name: city2", 'name: {column: city2, split: ";"}')
    statements, _ = read(tmp_path, TWINS + "Brest,Belarus,Xiaogan; Baiyin;,China\n", mapping)
    assert [s.target.name for s in statements] == ["Xiaogan", "Baiyin"]


def test_wikidata_items_are_places_by_identifier_or_by_a_name_that_one_place_has(tmp_path: Path) -> None:
    relations = tmp_path / "relations.tsv"
    relations.write_text("Q2280\tQ777777001\nQ777777001\tQ777777002\nQ777777002\tQ777777003\n")
    (tmp_path / "names.tsv").write_text("Q777777001\tBietigheim-Bissingen\nQ777777002\tBrest\nQ777777003\tQ777777003\n")
    table = open_table(relations)
    assert fitting(table) is not None
    labels = {"Q777777001": "Bietigheim-Bissingen", "Q777777002": "Brest"}
    opened = Register(table, ready_mapping("wikidata_p190_identifiers"), default(), labels=labels)
    ids = [(s.source.id, s.target.id) for s in opened.source().statements]
    assert ids == [
        ("by/minsk", "de/bietigheim-bissingen"),
        ("de/bietigheim-bissingen", "wikidata/q777777002"),
        ("wikidata/q777777002", "wikidata/q777777003"),
    ]


def test_the_query_services_answer_is_read_with_dates_and_references(tmp_path: Path) -> None:
    entity = "http://www.wikidata.org/entity/"
    values = {
        "item": f"{entity}Q2280", "itemLabel": "Minsk", "itemCountry": "BY", "itemKind": "city",
        "twin": f"{entity}Q777777009", "twinLabel": "Somewhere", "twinCountry": "DE", "twinKind": "region",
        "start": "1990", "end": "2022-03", "reference": "https://a.example/ref",
    }  # fmt: skip
    binding = ",".join(f'"{k}": {{"type": "literal", "value": "{v}"}}' for k, v in values.items())
    path = tmp_path / "query.json"
    names = ",".join(f'"{k}"' for k in values)
    path.write_text(f'{{"head": {{"vars": [{names}]}}, "results": {{"bindings": [{{{binding}}}]}}}}')
    table = open_table(path)
    found = fitting(table)
    assert found is not None
    began, ended = Register(table, found[1], default()).source().statements
    assert (began.date, ended.date, ended.status, began.rule) == ("1990", "2022-03", "ended", "wikidata")
    assert (began.target.kind, began.target.country) == ("region", "DE")
    assert began.evidence.citation is not None
    assert began.evidence.citation.url == "https://a.example/ref"


def test_the_real_pairs_are_all_accounted_for(tables: Path) -> None:
    table = open_table(tables / "wikipedia_twin_cities_2026.csv")
    found = fitting(table)
    assert found is not None
    opened = Register(table, found[1], default())
    resolver = Resolver(default())
    brests, loops = set(), []
    for s in opened.statements():
        a, b = resolver.resolve(s.source), resolver.resolve(s.target)
        if a.id == b.id:
            loops.append(s.evidence.row)
        brests |= {x.id for x in (a, b) if x.name == "Brest"}
    assert opened.audit.rows == 26_114
    assert {"by/brest", "fr/brest"} <= brests
    assert len(opened.audit.rejected) <= 5
    assert len(loops) <= 5
