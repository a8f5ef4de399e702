"""`pactgraph gaps`: twinnings that are missing or likely."""

from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from ..graph.schema import TIE_TYPES, tie_type
from ..graph.schema import kind as kind_called
from ..graph.store import open_reader
from . import output, wording
from .options import country_code, db_option, format_option, limit_option

if TYPE_CHECKING:
    from ..queries.gaps import Gap
    from ..queries.predict import Backtest, Prediction
    from ..queries.snapshot import Snapshot

KINDS = ("memoranda", "centres", "likely")
LEVELS = ("region", "city", "district")


@click.command()
@click.argument("which", required=False, type=click.Choice(KINDS))
@db_option
@click.option("--kind", "level", default="region", show_default=True, metavar="KIND", help=f"Of {', '.join(LEVELS)}.")
@click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="CC",
    help="Only pairs with a place of a country; given twice, pairs of the two.",
)
@click.option("--of", "place", metavar="PLACE", help="Only likely twinnings of PLACE.")
@click.option("--layer", "layers", multiple=True, metavar="TYPE", help="Predict from ties of these types only.")
@click.option("--backtest", type=click.IntRange(1, 200), metavar="YEARS", help="Hide the last YEARS and predict them.")
@limit_option(10)
@format_option
def command(
    which: str | None,
    db: str,
    level: str,
    countries: tuple[str, ...],
    place: str | None,
    layers: tuple[str, ...],
    backtest: int | None,
    limit: int,
    format_: str,
) -> None:
    """Find twinnings that could be and are not. WHICH is one of three, all when left out:

    \b
      memoranda  pairs that signed an agreement or memorandum and are not twinned
      centres    regions whose centres are twinned while they are not, and the reverse
      likely     the likeliest next twinnings, each with the reasons of its score

    A score is the mean of four terms from 0 to 1: ties (between the two and what belongs to them), shared (partners
    both have, each the less the more it has), countries (how often the two countries are twinned), activity (how many
    partners both have). --backtest says how far such scores are to be trusted: AUC and precision at 10, beside those of
    the plain product of numbers of twinnings.

    \b
    Examples:
      pactgraph gaps memoranda --country BY --country CN
      pactgraph gaps likely --of "Gomel Region"
      pactgraph gaps --backtest 5
    """
    from ..queries.filter import Filter
    from ..queries.find import Directory
    from ..queries.gaps import centres, memoranda
    from ..queries.predict import backtest as backtested
    from ..queries.predict import predict
    from ..queries.snapshot import Snapshot

    level = kind_called(level).name
    if level not in LEVELS:
        raise InputError(f"--kind {level}: only {', '.join(LEVELS)} can be twinned")
    if (place or layers) and which not in (None, "likely"):
        raise InputError(f"--of and --layer belong to likely twinnings; leave them out for {which}")
    keep = Filter(countries=[country_code(c) for c in countries] or None)
    types = {tie_type(t).name for t in layers}
    with open_reader(db) as reader:
        whole = Snapshot.read(reader)
    layered = _layers(whole, types)
    if backtest:
        _backtest(backtested(layered, backtest, level), level, format_)
        return
    rows: list[dict[str, Any]] = []
    chosen = [which] if which else ["likely"] if place or layers else list(KINDS)
    for one in chosen:
        if one == "likely":
            of = Directory(whole.actors.values(), output.note).find(place).id if place else None
            likely = predict(layered, level, keep, of)
            if format_ == "table":
                _print_likely(likely, limit)
            rows += [_prediction(p) for p in likely[:limit]]
        else:
            if one == "centres" and level != "region":
                if which:
                    raise InputError("centres compares regions with their centres; leave out --kind")
                continue
            found = memoranda(whole, level, keep) if one == "memoranda" else centres(whole, keep)
            if format_ == "table":
                _print_gaps(found, one, limit)
            rows += [_gap(g) for g in (found if format_ == "table" else output.cut(found, limit, "pairs"))]
    if format_ != "table":
        output.emit(rows, format_)


def _layers(whole: "Snapshot", types: set[str]) -> "Snapshot":
    """Return the snapshot with ties of `types` only; twinnings, which are what is predicted, always stay."""
    if not types:
        return whole
    return whole.with_ties(t for t in whole.ties if t.type in types or t.type == "TWINNED_WITH")


def _print_gaps(found: "list[Gap]", which: str, limit: int) -> None:
    title = (
        "signed, and not twinned" if which == "memoranda" else "twinned centres without their regions, and the reverse"
    )
    if not found:
        output.note(f"{title}: nothing found.")
        return
    rows = [{"a": wording.called(g.a), "b": wording.called(g.b), "there is": g.reason} for g in found]
    if which == "centres":
        rows = [{"not twinned": g.gap.split()[-1], **row} for g, row in zip(found, rows, strict=True)]
    click.echo()
    output.table(output.cut(rows, limit, "pairs"), list(rows[0]), title=f"{title} ({len(rows)})")


def _print_likely(found: "list[Prediction]", limit: int) -> None:
    if not found:
        output.note("likely next twinnings: nothing found; no pair of this kind has ties between its countries.")
        return
    rows = [
        {
            "score": f"{p.score:.2f}",
            "a": f"{p.a.name} ({p.a.country})",
            "b": f"{p.b.name} ({p.b.country})",
            "because": _because(p),
        }
        for p in found[:limit]
    ]
    click.echo()
    output.table(rows, list(rows[0]), title=f"likely next twinnings (the first {len(rows)} of {len(found)} pairs)")


def _because(p: "Prediction") -> str:
    """Return the terms of a score in words, the weightiest first."""
    by_type: dict[str, int] = {}
    for tie in p.ties:
        noun = TIE_TYPES[tie.type].noun.en
        by_type[noun] = by_type.get(noun, 0) + 1
    words = {
        "ties": f"ties {p.terms['ties']:.2f} ({', '.join(f'{n} {t}' for t, n in by_type.items())})",
        "shared": f"shared {p.terms['shared']:.2f} ({', '.join(z.name for z in p.shared[:3])}"
        + (f" and {len(p.shared) - 3} more)" if len(p.shared) > 3 else ")"),
        "countries": f"countries {p.terms['countries']:.2f}",
        "activity": f"activity {p.terms['activity']:.2f}",
    }
    order = sorted(p.terms, key=lambda t: -p.terms[t])
    return "; ".join(words[t] for t in order if p.terms[t] > 0)


def _backtest(b: "Backtest", level: str, format_: str) -> None:
    rows = [
        {"measure": "AUC", "score": b.auc, "degree baseline": b.auc_baseline},
        {"measure": "precision at 10", "score": b.precision, "degree baseline": b.precision_baseline},
    ]
    if format_ == "json":
        output.dump(
            {
                "level": level,
                "cutoff": b.cutoff,
                "hidden": b.hidden,
                "reachable": b.reachable,
                "candidates": b.candidates,
                "undated": b.undated,
                "auc": b.auc,
                "auc_baseline": b.auc_baseline,
                "precision_at_10": b.precision,
                "precision_at_10_baseline": b.precision_baseline,
            }
        )
        return
    if format_ != "table":
        output.emit(rows, format_)
        return
    shown = [
        {k: "not measurable" if v is None else f"{v:.3f}" if isinstance(v, float) else v for k, v in r.items()}
        for r in rows
    ]
    output.table(
        shown, list(shown[0]), title=f"twinnings ({level}) begun after {b.cutoff}, told from ties dated by then"
    )
    click.echo(
        f"{b.hidden} twinnings hidden, {b.reachable} of them among {b.candidates} candidates "
        f"(both places known by {b.cutoff}); {b.undated} undated twinnings left out."
    )
    if b.reachable < 20:
        click.echo("With so few to find, these numbers are uncertain: take them as an indication only.")


def _gap(g: "Gap") -> dict[str, Any]:
    ends = {"a": g.a.id, "a_name": g.a.name, "b": g.b.id, "b_name": g.b.name}
    return {"gap": g.gap, **ends, "reason": g.reason, "ties": [t.id for t in g.ties]}


def _prediction(p: "Prediction") -> dict[str, Any]:
    ends = {"a": p.a.id, "a_name": p.a.name, "b": p.b.id, "b_name": p.b.name}
    reasons = {"score": p.score, "terms": dict(p.terms), "shared": [z.id for z in p.shared]}
    return {"gap": "likely next twinning", **ends, "reason": _because(p), "ties": [t.id for t in p.ties], **reasons}
