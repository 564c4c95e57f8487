"""``pcf serve-mcp``."""

from __future__ import annotations

from pathlib import Path

from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_


@command(
    "serve-mcp",
    help=N_(
        "Answer an assistant over the Model Context Protocol, on stdin and stdout, until stdin ends. Reads the model, "
        "computes, checks workbooks; writes nothing and opens no connection. An assistant starts this command itself: "
        "name it in the assistant's settings."
    ),
)
@option(
    "--folder",
    "folders",
    multiple=True,
    type=FILE,
    metavar="DIR",
    help=N_(
        "A folder whose workbooks and saved assessments the assistant may read; none if not said. May be repeated."
    ),
)
def run(folders: tuple[Path, ...]) -> None:
    from pcf.mcp_server.call import Desk
    from pcf.mcp_server.folders import Folders
    from pcf.mcp_server.installed import needs_sdk

    desk = Desk(current().taxonomy, Folders(folders))
    with needs_sdk():
        from pcf.mcp_server.server import serve
    serve(desk)
