"""The workbench as it is run: on a port of the loopback address, a desk until there is a case, then that case's workbench."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from starlette.types import ASGIApp, Receive, Scope, Send

from parley.app.desk import Desk
from parley.app.front_door import create_desk_app
from parley.app.rendering import environment
from parley.app.server import HOST, create_app
from parley.app.state import State
from parley.app.workbench import Workbench
from parley.core.errors import InputError, ParleyError


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the workbench is to be run."""

    ledger: Path | None
    port: int
    draws: int
    seed: int


class Door:
    """The application of the moment. ``close`` ends what it holds; ``interrupt`` what it is reading."""

    def __init__(self, wanted: Wanted, port: int) -> None:
        self.wanted, self.port = wanted, port
        self.held: Workbench | Desk | None = None
        self.app: ASGIApp | None = None

    def open_case(self, case: Path) -> Workbench:
        """The workbench of a case takes the place of what was here."""
        made = Workbench(case, ledger_path=self.wanted.ledger, draws=self.wanted.draws, seed=self.wanted.seed)
        self._take(made, create_app(made, port=self.port))
        return made

    def open_desk(self, sources: Sequence[str], folder: Path) -> Desk:
        """A desk on which the sources are read."""
        made = Desk(sources, folder=folder)
        self._take(made, create_desk_app(made, port=self.port, opened=self.open_case))
        made.start()
        return made

    def _take(self, held: Workbench | Desk, app: ASGIApp) -> None:
        before, self.held, self.app = self.held, held, app
        if before is not None:
            before.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None
        await self.app(scope, receive, send)

    def interrupt(self) -> None:
        """Stop reading documents: the server waits for its answers, and must not wait for that."""
        if self.held is not None:
            self.held.apart.close()

    def close(self) -> None:
        """Let go of what is held."""
        if self.held is not None:
            self.held.close()


def listen(port: int) -> socket.socket:
    """A listening socket on the loopback address; ``port`` 0 takes a free one. Raises :class:`InputError`."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
    except OSError as error:
        made.close()
        raise InputError.one(
            f"port {port} cannot be used: {error.strerror}",
            hint="give another with --port, or --port 0 for any free one",
        ) from error
    made.listen(128)
    return made


def serve(
    sources: Sequence[Path], *, ledger: Path | None, port: int, draws: int, seed: int, ready: Callable[[str], None]
) -> None:
    """Run the workbench until interrupted. ``ready`` is told the address once there is something to see: of a case its first
    answer, of documents the page on which they arrive.

    Args:
        sources: a case, alone; or documents and folders of them; or nothing.
        ledger: where decisions are kept.
        port: 0 takes any free one.
        draws: of the answer.
        seed: of the draws.
        ready: see above.
    """
    import uvicorn

    case = case_of(sources)
    bound = listen(port)
    door = Door(Wanted(ledger, port, draws, seed), int(bound.getsockname()[1]))
    try:
        if case is not None:
            warm(door.open_case(case))
            gc.collect()
            gc.freeze()  # what stays for good need not be walked through again while somebody waits for a page
        else:
            door.open_desk([str(s) for s in sources], Path.cwd())
        ready(f"http://{HOST}:{door.port}/")
        config = uvicorn.Config(door, log_level="warning", access_log=False, server_header=False, lifespan="off")

        class Server(uvicorn.Server):
            def handle_exit(self, sig: int, frame: FrameType | None) -> None:
                door.interrupt()
                super().handle_exit(sig, frame)

        with bound:
            Server(config).run(sockets=[bound])
    finally:
        bound.close()
        door.close()


def case_of(sources: Sequence[Path]) -> Path | None:
    """The case that is named: a YAML file, a folder that holds one, or what does not exist (and is refused as a case). None
    where documents are named, or nothing."""
    if len(sources) != 1:
        return None
    given = sources[0]
    if given.is_dir():
        return given if (given / "case.yaml").is_file() else None
    return given if given.suffix.lower() in (".yaml", ".yml") or not given.exists() else None


def warm(workbench: Workbench) -> None:
    """Make the first answer, the first diagram, the first counts and the templates before anybody waits for them."""
    from parley.app.assumptions import results
    from parley.app.evidence_pages import evidence

    for name in ("answer", "evidence", "review"):
        environment().get_template(f"{name}.html.j2")
    for query in ({}, {"q": "talks"}):
        evidence(workbench, query)
    try:
        workbench.assessment(State())
        results(workbench, State())
    except ParleyError:
        return  # a draft with numbers unset: its pages say so, and the other pages work
