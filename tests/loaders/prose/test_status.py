"""Plans, deeds and what is over, told apart."""

import pytest
from pactgraph.loaders.prose import Extractor

PAIR = "la région de Brest et la région de Boukhara"


def _states(extractor: Extractor, text: str, type: str) -> set[tuple[str, str | None]]:
    return {(s.status, s.date) for p in extractor.text(text, "a.txt") for s in p.statements if s.type == type}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"En 2021, {PAIR} ont signé un accord qui prévoit des échanges.", {("agreed", "2021")}),
        (f"L'accord signé en 2021 entre {PAIR} devrait aider le commerce.", {("agreed", "2021")}),
        (f"Un accord de coopération entre {PAIR} devrait être signé en mai.", {("planned", None)}),
        (f"Un accord entre {PAIR} est au stade de projet.", {("planned", None)}),
        (f"En 2021, {PAIR} ont signé un protocole d'intention.", {("agreed", "2021")}),
    ],
)
def test_a_signed_document_is_a_deed_whatever_it_foresees(
    extractor: Extractor, text: str, expected: set[tuple[str, str | None]]
) -> None:
    assert _states(extractor, text, "COOPERATES_WITH") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Si {PAIR} signent un accord, le commerce croîtra.", set()),
        (f"Aucun accord n'a été signé entre {PAIR}.", set()),
        ("La région de Brest a refusé de signer un accord avec la région de Boukhara.", set()),
        (f"{PAIR[0].upper()}{PAIR[1:]} auraient signé un accord de coopération.", set()),
        (f"{PAIR[0].upper()}{PAIR[1:]} doivent signer un accord de coopération en mai 2024.", {("planned", None)}),
        (f"L'accord de coopération entre {PAIR} a expiré en 2020.", {("ended", None)}),
        (f"La coopération entre {PAIR} a cessé en 2020.", {("ended", None)}),
    ],
)
def test_what_is_denied_or_imagined_is_nothing_and_what_is_over_has_ended(
    extractor: Extractor, text: str, expected: set[tuple[str, str | None]]
) -> None:
    assert _states(extractor, text, "COOPERATES_WITH") == expected


def test_a_letter_of_intent_to_twin_is_planned_and_has_a_date(extractor: Extractor) -> None:
    text = "En mai 2020, un accord d'intention de jumelage a été signé entre Pinsk et Kutaïssi."
    assert _states(extractor, text, "TWINNED_WITH") == {("planned", "2020-05")}


def test_what_a_new_resident_will_do_is_no_plan_of_its_residency(extractor: Extractor) -> None:
    text = "En mai 2021, un nouveau résident du parc Great Stone, Rufais LLC, produira des meubles."
    assert _states(extractor, text, "RESIDENT_OF") == {("agreed", "2021-05")}


def test_an_agreement_on_a_plant_is_no_plant_yet(extractor: Extractor) -> None:
    text = "Gomselmash a signé un accord sur la création d'une usine d'assemblage en Arménie."
    assert {state for state, _ in _states(extractor, text, "PRODUCES_IN")} == {"planned"}


def test_an_office_that_only_exists_has_no_date(extractor: Extractor) -> None:
    text = "En 2021, les ventes ont crû, car Gomselmash a une maison de commerce en Géorgie."
    assert _states(extractor, text, "REPRESENTED_IN") == {("agreed", None)}
    text = "En 2021, Gomselmash a ouvert une maison de commerce en Géorgie."
    assert _states(extractor, text, "REPRESENTED_IN") == {("agreed", "2021")}
