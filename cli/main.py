"""The `pactgraph` command. Commands are imported when called, so that help and completion answer at once."""

import importlib
import os
import sys
from typing import Any

import click

from .. import __version__
from ..graph.errors import PactGraphError

# Each command is `cli/<module>.py`, whose `command` it is; the words are its line in the help.
COMMANDS = {
    "build": ("build", "Load sources (default: the bundled dataset) and print what came in."),
    "extract": ("extract", "Extract statements from prose documents, without a database."),
    "load": ("load", "Load tables and documents into the graph."),
    "show": ("show", "Show an actor: its ties by type, with dates and sources."),
    "links": ("links", "Show how two actors, or two groups of them, are linked."),
    "path": ("path", "Find the shortest and alternative chains between two actors."),
    "evidence": ("evidence", "List each statement behind the ties of two actors."),
    "central": ("central", "Rank actors by a centrality measure."),
    "groups": ("groups", "Find communities of actors."),
    "bridges": ("bridges", "Find actors that link groups or countries."),
    "shared": ("shared", "Find actors that share partners, and whether by chance."),
    "expected": ("expected", "Compare ties between countries or regions with a null model."),
    "shape": ("shape", "Show the network in one look: parts, clustering, mixing."),
    "gaps": ("gaps", "Find ties that are likely or missing."),
    "timeline": ("timeline", "Count ties by year and type."),
    "conflicts": ("conflicts", "List where sources disagree."),
    "map": ("map", "Write a map of the graph that opens in any browser."),
    "chart": ("chart", "Draw a chart for print and slides."),
    "export": ("export", "Write the graph in a format other tools read."),
    "query": ("query", "Run read-only Cypher."),
    "review": ("review", "Go through doubtful identities and statements."),
    "compare": ("compare", "Hold the graph against another source."),
}


class PipeClosed(Exception):
    """Whoever read our output has seen enough."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command called `cmd_name`, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f".{COMMANDS[cmd_name][0]}", __package__)
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a closed pipe is passed on as PipeClosed, which click does not take for an error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise PipeClosed from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pactgraph")
def cli() -> None:
    """Partnerships as a graph in which every tie shows its evidence.

    \b
    Begin with:
      pactgraph build                    the bundled dataset, into pactgraph.lbug
      pactgraph show "Gomel Region"
      pactgraph links Gomel Sichuan
      pactgraph map -o map.html

    Every command has --help with an example.
    """


def main(args: list[str] | None = None) -> None:
    """Run the command. Errors of the user's are one line on stderr and exit status 2."""
    try:
        sys.exit(_run(args))
    except (PipeClosed, BrokenPipeError):  # `pactgraph … | head` is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _run(args: list[str] | None) -> int:
    try:
        result: Any = cli.main(args, prog_name="pactgraph", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        help_ = f" ({error.ctx.command_path} --help tells more)" if error.ctx else ""
        return _complain(error.format_message() + help_)
    except click.ClickException as error:
        return _complain(error.format_message())
    except PactGraphError as error:
        return _complain(str(error))
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    return result if isinstance(result, int) else 0


def _complain(message: str) -> int:
    """Print `message` as one line without control characters, which hostile names may hold, and return the status."""
    printable = "".join(c if c.isprintable() else " " for c in message)
    click.echo(f"Error: {' '.join(printable.split())}", err=True)
    return 2
