"""What was fetched, kept: a WARC file for each run and a log of all requests.

In: answers with the time they came. Out: in the folder, ``TIME.warc.gz`` (request and response records, as they were
sent) and ``requests.log``: a line a request with address, time, status, SHA-256 and size of the body, and the
validators (ETag, Last-Modified) that the next run asks with. A log line that a crash cut off is passed over: that page
is fetched anew.
"""

from __future__ import annotations

import hashlib
import io
import json
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crosswire.collect.fetch.client import Answer
from crosswire.collect.readers.saved_from import utc

_DROPPED = frozenset({"transfer-encoding", "content-length"})  # the body is kept whole, without its chunks


class Keep:
    """Use as a context manager; the WARC file is made when the first answer comes."""

    def __init__(self, folder: Path, agent: str) -> None:
        self.folder = folder
        self.file: Path | None = None
        self._agent = agent
        self._stream: BinaryIO | None = None
        self._writer: WARCWriter | None = None
        self._known = _last_answers(folder)

    def __enter__(self) -> Keep:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._stream is not None:
            self._stream.close()

    def validators(self, address: str) -> dict[str, str]:
        """The headers that ask for ``address`` only if it has changed since it was kept; none for a new one."""
        last = self._known.get(address)
        if last is None or not (self.folder / str(last.get("file"))).exists():
            return {}
        told = {"If-None-Match": last.get("etag"), "If-Modified-Since": last.get("last_modified")}
        return {name: str(value) for name, value in told.items() if value}

    def add(self, answer: Answer, asked_for: str, came: datetime) -> None:
        """Keep an answer: one of status 200 with its bytes, any other as a line of the log."""
        line: dict[str, Any] = {"address": asked_for, "final": answer.target.address, "time": utc(came)}
        line["status"] = answer.status
        if answer.status == 200:
            self._write(answer, came)
            assert self.file is not None
            line |= {
                "file": self.file.name,
                "sha256": hashlib.sha256(answer.body).hexdigest(),
                "bytes": len(answer.body),
                "etag": answer.header("ETag"),
                "last_modified": answer.header("Last-Modified"),
            }
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "requests.log").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line, sort_keys=True) + "\n")

    def _write(self, answer: Answer, came: datetime) -> None:
        writer = self._writer or self._begin(came)
        headers = [(name, value) for name, value in answer.headers if name.lower() not in _DROPPED]
        headers.append(("Content-Length", str(len(answer.body))))
        told = {"WARC-Date": utc(came), "WARC-IP-Address": answer.target.ip}
        response = writer.create_warc_record(
            answer.target.address,
            "response",
            payload=io.BytesIO(answer.body),
            http_headers=StatusAndHeaders(f"{answer.status} {answer.reason}", headers, protocol="HTTP/1.1"),
            warc_headers_dict=told,
        )
        request = writer.create_warc_record(
            answer.target.address,
            "request",
            http_headers=StatusAndHeaders(
                f"GET {answer.target.path} HTTP/1.1", list(answer.asked), is_http_request=True
            ),
            warc_headers_dict=dict(told),
        )
        writer.write_request_response_pair(request, response)
        assert self._stream is not None
        self._stream.flush()

    def _begin(self, now: datetime) -> WARCWriter:
        self.folder.mkdir(parents=True, exist_ok=True)
        stem = utc(now).replace("-", "").replace(":", "")
        number = 0
        while True:
            self.file = self.folder / (f"{stem}.warc.gz" if not number else f"{stem}-{number}.warc.gz")
            try:
                self._stream = self.file.open("xb")
                break
            except FileExistsError:
                number += 1
        self._writer = WARCWriter(self._stream, gzip=True)
        info = {"software": self._agent, "format": "WARC File Format 1.0", "robots": "obey"}
        self._writer.write_record(self._writer.create_warcinfo_record(self.file.name, info))
        return self._writer


def _last_answers(folder: Path) -> dict[str, dict[str, Any]]:
    """The last kept answer of each address."""
    found: dict[str, dict[str, Any]] = {}
    log = folder / "requests.log"
    if log.exists():
        with log.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                try:
                    told = json.loads(line)
                except ValueError:
                    continue
                if isinstance(told, dict) and told.get("status") == 200:
                    found[str(told.get("address"))] = told
    return found
