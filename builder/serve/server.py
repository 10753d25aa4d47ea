"""The preview over HTTP, for browsers of this machine: pages as they stand now, with what the preview adds to them.

It listens on 127.0.0.1 alone and answers only who asks for it by that name (a page of the web that has its own name
lead here must not read an unpublished archive); it gives and never takes: no request changes anything.
"""

import os
import re
import socketserver
import sys
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from posixpath import dirname, join, normpath
from urllib.parse import parse_qs, unquote_to_bytes

from builder import content, output
from builder.errors import Fault, MachineFault
from builder.serve import fresh, page, review
from builder.serve.desk import Desk
from builder.site.templates import script_json
from builder.speech import Saying, retold, said, spoken

ADDRESS = "127.0.0.1"
HOSTS = re.compile(r"(127\.0\.0\.1|localhost)(:\d{1,5})?", re.IGNORECASE)
KINDS = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "txt": "text/plain", "svg": "image/svg+xml",
    "xml": "application/xml", "json": "application/json", "jsonl": "application/x-ndjson",
    "webmanifest": "application/manifest+json", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png",
    "webp": "image/webp", "gif": "image/gif", "ico": "image/vnd.microsoft.icon", "pdf": "application/pdf",
    "epub": "application/epub+zip", "woff2": "font/woff2",
}
"""Suffix → type; not the machine's own table, which may say anything."""
WORDS = ("text/", "application/xml", "application/json", "application/x-ndjson", "application/manifest", "image/svg")
HEARTBEAT = 10
"""Seconds after which a silent stream says something: who has gone is noticed by it."""
IDLE = 60
"""Seconds for which a connection may say nothing."""
ARTICLE = re.compile(r"(\d{4}-\d\d-\d\d)(?:/([a-z0-9]+)/(?:(\d{2,})|[a-z]+)\.html|/[a-z]+\.html)")
REVIEW = re.compile(r"_review/(?:index|(to-)?(\d{4}-\d\d-\d\d))\.html")
OWN = {"preview.js": "text/javascript; charset=utf-8", "preview.css": "text/css; charset=utf-8"}
"""The preview's own files: a template's name → its type."""


class Server(ThreadingHTTPServer):
    """Serves the preview of `desk`. Port 0: any that is free. Raises MachineFault where the port is taken."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    allow_reuse_address = os.name != "nt"   # there it would share the port with who has it

    def __init__(self, desk: Desk, port: int):
        self.desk, self.reviews = desk, review.Reviews(desk.folder)
        try:
            super().__init__((ADDRESS, port), Handler)
        except OSError as error:
            hint = said("Another program has it, perhaps another preview. Take another: --port {other}, or --port 0 "
                        "for any that is free.", other=port + 1 if port < 65535 else 8000)
            raise MachineFault("port {port} cannot be had: {reason}", port=port, reason=error.strerror or error,
                               hint=hint) from None

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)    # no name is looked up
        self.server_name, self.server_port = self.server_address

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self.server_port}/"

    def handle_error(self, request, client_address) -> None:
        """A browser that hangs up is no news; a fault of ours is."""
        if not isinstance(sys.exception(), OSError):
            self.desk.broken(traceback.format_exc())


def site_path(target: str) -> str | None:
    """The path in the site that a request's target asks for, None where no site can have it.

    `/` → index.html, `/2025-07-10/` → 2025-07-10/index.html; `..`, encoded or not, `\\`, hidden files → None.
    """
    if not target.startswith("/"):
        return None
    try:
        path = unquote_to_bytes(target.partition("?")[0].partition("#")[0]).decode("utf-8")[1:]
    except UnicodeDecodeError:
        return None
    path = path + "index.html" if not path or path.endswith("/") else path
    return path if output.PATH.fullmatch(path) and ".." not in path.split("/") else None


def kind(path: str) -> str:
    """The content type of a file of the site."""
    found = KINDS.get(path.rpartition(".")[2].lower() if "." in path else "", "application/octet-stream")
    return f"{found}; charset=utf-8" if found.startswith(WORDS) else found


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "banmian", ""
    timeout = IDLE

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def _refuse_method(self) -> None:
        self.with_body = self.close_connection = True    # what it wanted to give is not read
        self._say(HTTPStatus.METHOD_NOT_ALLOWED, said("The preview only shows: it answers GET and HEAD."),
                  {"Allow": "GET, HEAD"})

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = _refuse_method

    def _answer(self, *, body: bool) -> None:
        self.with_body = body
        if self.headers.get("Content-Length", "0") != "0" or self.headers.get("Transfer-Encoding"):
            self.close_connection = True
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or not HOSTS.fullmatch(hosts[0].strip()):
            self._say(HTTPStatus.FORBIDDEN, said("The preview answers only to 127.0.0.1 and localhost."))
            return
        target, _, query = self.path.partition("?")
        if target == "/_preview/events":
            self._events()
        elif target == "/_preview/state":
            self._state(parse_qs(query).get("path", [""])[0])
        elif target.startswith("/_preview/") and target.removeprefix("/_preview/") in OWN:
            name = target.removeprefix("/_preview/")
            self._send(HTTPStatus.OK, OWN[name], fresh.own_file(self.server.desk.folder, name))
        elif (path := site_path(self.path)) is None:
            self._say(HTTPStatus.NOT_FOUND, said("No site has such a path."))
        else:
            self._page(path)

    # --- Pages ---

    def _page(self, path: str) -> None:
        data = self._data(path)
        if data is None and "." not in path.rpartition("/")[2] and self._data(f"{path}/index.html") is not None:
            self._send(HTTPStatus.FOUND, "text/plain; charset=utf-8", b"", {"Location": f"/{path}/"})
        elif data is None or kind(path).startswith("text/html"):
            self._send(HTTPStatus.NOT_FOUND if data is None else HTTPStatus.OK, KINDS["html"] + "; charset=utf-8",
                       self._shown(path, data)[0])
        else:
            self._send(HTTPStatus.OK, kind(path), data)

    def _data(self, path: str) -> bytes | None:
        """A file as the site, or the review, has it; None where there is none."""
        return self._review(path) if path.startswith("_review/") else self.server.desk.read(path)

    def _shown(self, path: str, html: bytes | None) -> tuple[bytes, str]:
        """The page at `path`, the preview's part added; its version. Where there is none, a page that says so."""
        if html is None:
            html = self._rendered("preview/missing.html", path) or b"<!doctype html>\n<title>Banmian</title>\n"
        parts = [self.server.desk.read(normpath(join(dirname(path), part))) or b"" for part in page.parts(html)]
        if path == "search.html":
            parts.append(str(self.server.desk.built).encode())  # what it finds changes with every build
        return page.with_preview(html, path, self._foot(path), self._words(), b"\0".join(parts))

    def _rendered(self, template: str, path: str, **context: object) -> bytes | None:
        desk = self.server.desk
        if desk.frame is None:
            return None
        try:
            return fresh.rendered(desk.frame, desk.folder, template, path, **context)
        except Fault:   # of a template; the site's own pages have told it
            return None

    def _words(self) -> Mapping[str, str]:
        frame = self.server.desk.frame
        words = frame.words.strings["preview"] if frame else {}
        return {name: words.get(name, name) for name in (
            "fault_one", "fault_many", "fault_behind", "close", "copy_place", "copied", "not_copied")}

    @property
    def _language(self) -> str:
        """Of the page's own words, whatever the terminal speaks: "zh" or "en"."""
        frame = self.server.desk.frame
        return frame.settings.language.partition("-")[0] if frame else spoken()

    @property
    def _own_words(self) -> tuple[str, ...]:
        """The archive's own, as its settings stand now."""
        frame = self.server.desk.frame
        return frame.settings.words if frame else ()

    def _said(self, sentence: Saying | str) -> str:
        """A sentence, or a stored note, in the language of the page."""
        return (retold(sentence) if isinstance(sentence, str) else sentence).within(self._language)

    def _foot(self, path: str) -> bytes:
        """What stands at the foot of the page at `path`."""
        desk, found = self.server.desk, ARTICLE.fullmatch(path)
        date, number, article = found.groups() if found else ("", "", "")
        of_page = self.server.reviews.page(date, number, self._own_words) if article else None
        reviewed = next((one for one in of_page.articles if one.number == article), None) if of_page else None
        source = desk.folder / date / number / f"{article}.md" if article else None
        file = page.place(source, 1, source.name) if source and source.is_file() else None
        places = [(one, page.place(source, one.line, source.name)) for one in reviewed.findings
                  if not (reviewed.done and one.wants)] if reviewed and source else []
        return self._rendered("preview/foot.html", path, date=date or "", number=number or "", reviewed=reviewed,
                              has_raw=bool(of_page and of_page.has_raw), file=file, findings=places,
                              said=self._said) or b""

    # --- Review ---

    def _review(self, path: str) -> bytes | None:
        found = REVIEW.fullmatch(path)
        desk = self.server.desk
        if not found:
            return None
        listed, date = not found[2] or bool(found[1]), found[2] or ""
        if date and not content.is_date(date):
            return None
        if listed:
            dates, later, earlier = review.week(desk.dates, date)
            articles, done = self.server.reviews.tally()
            return self._rendered(
                "preview/review.html", path,
                editions=[self.server.reviews.edition(one, self._own_words) for one in dates],
                later=later, earlier=earlier, years=review.months(desk.dates), articles=articles, done=done,
                said=self._said)
        edition = self.server.reviews.edition(date, self._own_words)
        if not edition.pages and not edition.faults:
            return None
        every = [one for of_page in edition.pages for one in of_page.articles]
        files = {one.url: desk.folder / date / one.page / f"{one.number}.md" for one in every}
        return self._rendered(
            "preview/edition.html", path, edition=edition, said=self._said,
            faults=[(fault, page.place(fault.path, fault.line) if fault.path else None) for fault in edition.faults],
            files={url: page.place(file, 1, f"{file.parent.name}/{file.name}") for url, file in files.items()},
            places={(one.url, each.line): page.place(files[one.url], each.line, files[one.url].name)
                    for one in every for each in one.findings})

    # --- News ---

    def _state(self, path: str) -> None:
        """How a page that somebody looks at stands now: its version, and what is wrong with the content."""
        known = site_path(f"/{path}")
        version = self._shown(known, self._data(known))[1] if known else ""
        faults = [page.told(fault, self._language) for fault in self.server.desk.standing()]
        self._send(HTTPStatus.OK, KINDS["json"] + "; charset=utf-8",
                   script_json({"version": version, "faults": faults}).encode())

    def _events(self) -> None:
        """A line each time that something may have changed, until the browser goes."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self._headers({"Content-Type": "text/event-stream; charset=utf-8", "Connection": "close"})
        if not self.with_body:
            return
        pulse = self.server.desk.pulse
        said = f"retry: 500\ndata: {pulse}\n\n"
        try:
            while True:
                self.wfile.write(said.encode())
                self.wfile.flush()
                now = self.server.desk.wait(pulse, HEARTBEAT)
                said = f"data: {now}\n\n" if now != pulse else ":\n\n"
                pulse = now
        except OSError:
            return

    # --- Answers ---

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, or one of a method that nobody knows, as the base class finds it."""
        self.with_body = self.close_connection = True
        self.request_version = self.protocol_version    # else the answer to a version that cannot be read has no head
        self._say(HTTPStatus(code), said("This is no request that the preview knows."))

    def _say(self, status: HTTPStatus, sentence: Saying, more: Mapping[str, str] | None = None) -> None:
        self._send(status, "text/plain; charset=utf-8", f"{self._said(sentence)}\n".encode(), more)

    def _send(self, status: HTTPStatus, kind: str, data: bytes, more: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        closing = {"Connection": "close"} if self.close_connection else {}
        self._headers({"Content-Type": kind, "Content-Length": str(len(data)), **closing, **(more or {})})
        if getattr(self, "with_body", True):
            self.wfile.write(data)

    def _headers(self, headers: Mapping[str, str]) -> None:
        for name, value in {**headers, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
                            "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin",
                            "Content-Security-Policy": "frame-ancestors 'none'"}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """What a browser asks for is no news."""
