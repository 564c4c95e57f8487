"""The server: tools, resources and prompts as the protocol has them. The only room that imports the SDK."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from functools import cache
from importlib import metadata
from typing import Any, TypeVar

import anyio
import anyio.to_thread
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from pcf import _resources
from pcf.errors import N_, BadOptionError, PcfError
from pcf.i18n import Translator
from pcf.mcp_server import prompts
from pcf.mcp_server.call import Desk, Json
from pcf.mcp_server.faults import document_of, language_of, sentence_of, unforeseen
from pcf.mcp_server.library import SHELVES, Shelf, read_address
from pcf.mcp_server.toolbox import TOOLS, Tool

T = TypeVar("T")
Context = Any  # of the SDK; our answers need nothing of it

NAME = "pcf-customer-service"
_INTERRUPTED = 130
_AT_ONCE = 2  # calls that are answered side by side; the others wait
_TITLE = N_("APQC PCF category 6: customer service")
_INSTRUCTIONS = N_(
    "Answers about APQC's Process Classification Framework, category 6 Manage Customer Service, editions {editions}, "
    "in English, Russian and Chinese, and about assessments made with it. Take ids, names, definitions, formulas and "
    "figures from these tools, not from memory, and give the element id and the edition with them. A figure without "
    "a value is unknown, not 0. Percentages are on 0 to 100, times in seconds. Nothing is ever written, and nothing "
    "leaves this machine through this server. Definitions, levels, and texts in Russian and Chinese are the project's "
    "own, not APQC's."
)


def make_server(desk: Desk) -> Server[Any]:
    """Return a server that answers from a desk."""
    say = Translator(desk.taxonomy.lang)
    editions = [one.id for one in desk.taxonomy.bundle.editions]
    limiter: list[anyio.CapacityLimiter] = []
    tools = cache(lambda: [_tool(tool, say) for tool in TOOLS.values()])

    async def aside(work: Callable[[], T]) -> T:
        """Work in a thread: the server goes on hearing what comes in."""
        if not limiter:
            limiter.append(anyio.CapacityLimiter(_AT_ONCE))  # belongs to the loop that runs
        return await anyio.to_thread.run_sync(work, limiter=limiter[0])

    async def list_tools(_: Context, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=tools())

    async def call_tool(_: Context, asked: types.CallToolRequestParams) -> types.CallToolResult:
        return await aside(lambda: answer_call(desk, asked.name, asked.arguments or {}))

    async def list_resources(_: Context, __: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        return types.ListResourcesResult(resources=[_resource(one, say) for one in SHELVES if not one.is_template])

    async def list_templates(_: Context, __: types.PaginatedRequestParams | None) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(
            resource_templates=[_template(one, say) for one in SHELVES if one.is_template]
        )

    async def read_resource(_: Context, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        return await aside(lambda: _read(desk, str(asked.uri), say))

    async def list_prompts(_: Context, __: types.PaginatedRequestParams | None) -> types.ListPromptsResult:
        return types.ListPromptsResult(prompts=[_prompt(say)])

    async def get_prompt(_: Context, asked: types.GetPromptRequestParams) -> types.GetPromptResult:
        return await aside(lambda: _begin(desk, asked, say))

    return Server(
        NAME,
        version=metadata.version("pcf-customer-service"),
        title=say(_TITLE),
        instructions=f"{say(_INSTRUCTIONS, editions=editions)}\n\n{_resources.notice()}",
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
    )


def serve(desk: Desk) -> None:
    """Serve on stdin and stdout until stdin ends; where it is closed from the start nobody asks.

    Raises:
        BrokenPipeError: Whoever reads the answers has gone.
    """
    if sys.stdin is None:
        return
    # A thread waits for the next line and cannot be called back: a polite end would wait for it.
    before = signal.signal(signal.SIGINT, lambda *_: os._exit(_INTERRUPTED))
    has_gone = False
    try:
        anyio.run(_serve, make_server(desk))
    except* (BrokenPipeError, ConnectionResetError):
        has_gone = True
    finally:
        signal.signal(signal.SIGINT, before)
    if has_gone:
        raise BrokenPipeError


async def _serve(server: Server[Any]) -> None:
    async with stdio_server() as (read_stream, write_stream):
        await server.run(read_stream, write_stream, server.create_initialization_options())


def answer_call(desk: Desk, name: str, given: Mapping[str, Any]) -> types.CallToolResult:
    """Answer one call of a tool; whatever goes wrong is told in the answer, and the server lives on."""
    say = Translator(language_of(given, desk.taxonomy.lang))
    try:
        if name not in TOOLS:
            raise BadOptionError(option="name", found=repr(name[:80]), expected=list(TOOLS))
        return _result(TOOLS[name].call(given, desk))
    except PcfError as error:
        return _failure(error, say)
    except Exception as error:  # the outermost place: an assistant must never be left without an answer
        return _failure(unforeseen(name, error), say)


def _result(document: Json) -> types.CallToolResult:
    text = _sendable(json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    # read back: what is told as structure is then exactly what is told as text
    return types.CallToolResult(content=[types.TextContent(text=text)], structured_content=json.loads(text))


def _sendable(text: str) -> str:
    """Put a question mark for what UTF-8 cannot say: halves of characters in the names of files."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _failure(error: PcfError, say: Translator) -> types.CallToolResult:
    told = json.loads(_sendable(json.dumps(document_of(error, say), ensure_ascii=False)))
    text = types.TextContent(text=_sendable(sentence_of(error, say)))
    return types.CallToolResult(content=[text], structured_content=told, is_error=True)


def _tool(tool: Tool, say: Translator) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=say(tool.title),
        description=say(tool.description),
        input_schema=tool.input_schema(say),
        output_schema=tool.gives,
        annotations=types.ToolAnnotations(
            title=say(tool.title),
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
    )


def _resource(shelf: Shelf, say: Translator) -> types.Resource:
    return types.Resource(
        uri=shelf.address,
        name=shelf.name,
        title=say(shelf.title),
        description=say(shelf.description),
        mime_type=shelf.mime_type,
    )


def _template(shelf: Shelf, say: Translator) -> types.ResourceTemplate:
    return types.ResourceTemplate(
        uri_template=shelf.address,
        name=shelf.name,
        title=say(shelf.title),
        description=say(shelf.description),
        mime_type=shelf.mime_type,
    )


def _refused(name: str, error: Exception, say: Translator) -> MCPError:
    """Return a fault as the protocol has it for what is no tool: a code and one sentence."""
    if isinstance(error, PcfError):
        return MCPError(code=types.INVALID_PARAMS, message=sentence_of(error, say))
    return MCPError(code=types.INTERNAL_ERROR, message=say.error(unforeseen(name, error)))


def _read(desk: Desk, address: str, say: Translator) -> types.ReadResourceResult:
    try:
        shelf, text = read_address(address, desk.taxonomy)
    except Exception as error:
        raise _refused("resources/read", error, say) from None
    contents = types.TextResourceContents(uri=address, text=text, mime_type=shelf.mime_type)
    return types.ReadResourceResult(contents=[contents])


def _prompt(say: Translator) -> types.Prompt:
    process = types.PromptArgument(name="process", description=say(prompts.PROCESS), required=True)
    return types.Prompt(
        name=prompts.INTERVIEW, title=say(prompts.TITLE), description=say(prompts.DESCRIPTION), arguments=[process]
    )


def _begin(desk: Desk, asked: types.GetPromptRequestParams, say: Translator) -> types.GetPromptResult:
    try:
        if asked.name != prompts.INTERVIEW:
            raise BadOptionError(option="name", found=repr(asked.name[:80]), expected=prompts.INTERVIEW)
        text = prompts.interview(str((asked.arguments or {}).get("process", "")), desk.taxonomy)
    except Exception as error:
        raise _refused("prompts/get", error, say) from None
    message = types.PromptMessage(role="user", content=types.TextContent(text=text))
    return types.GetPromptResult(description=say(prompts.DESCRIPTION), messages=[message])
