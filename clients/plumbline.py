#!/usr/bin/env python3
"""Plumbline from Python: one file, the standard library alone, Python 3.8 or newer.

As a library:

    from plumbline import Plumbline

    lab = Plumbline("https://plumbline.example.org", key="plumb_...")   # or PLUMBLINE_URL and PLUMBLINE_KEY
    lab.push("Summaries", [{"id": "a1", "prompt": "Why?", "responses": [{"text": "So.", "model": "m1"}]}])
    for vote in lab.votes("Summaries"):
        print(vote["external_id"], vote["by"], vote["body"])
    done = lab.work(project_id, lambda piece: {"response": "..."}, most=100)  # with the key of a program
    files = lab.download("Summaries", "latest", "data")                  # every SHA-256 is checked

As a program:  python plumbline.py --help

A project is named by its name or its id (a key for one project alone needs the id), a release by its number, its
name, its id or "latest". Nothing is ever read into memory whole: exports and files stream.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import io
import json
import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Union

__version__ = "0.1.0"

Json = Dict[str, Any]

_UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", re.I)
_CHUNK = 1 << 18
_TRIES = 5
_PASSING = {429, 502, 503, 504}


class PlumblineError(Exception):
    """A request that was refused, or did not get through. `code` is the server's word for why."""

    def __init__(self, message: str, code: str = "failed", status: Optional[int] = None) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to somebody else."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Plumbline:
    """A connection to a server. `key` is an API key with the scopes that the calls need: read, write, work."""

    def __init__(self, url: Optional[str] = None, key: Optional[str] = None, timeout: float = 60) -> None:
        self.url = (url or os.environ.get("PLUMBLINE_URL") or "http://localhost:4600").rstrip("/")
        self._key = key or os.environ.get("PLUMBLINE_KEY") or ""
        if not self._key:
            raise PlumblineError("An API key is needed: set PLUMBLINE_KEY to one made on the account page.", "usage")
        self._timeout = timeout
        self._opener = urllib.request.build_opener(_NoRedirects)

    # projects and releases

    def projects(self) -> List[Json]:
        """The projects that the key's person takes part in."""
        return self._get("/api/projects")["rows"]

    def project(self, name: str) -> Json:
        """A project by its name or its id."""
        if _UUID.match(name):
            return self._get("/api/projects/" + name.lower())
        rows = self.projects() + self._get("/api/projects?archived=true")["rows"]
        return _only([row for row in rows if row["name"] == name], "project", name)

    def releases(self, project: str) -> List[Json]:
        """The releases of a project, newest first, with their files."""
        return self._get(self._at(project) + "/releases")["rows"]

    def release(self, project: str, which: Union[str, int] = "latest") -> Json:
        """A release by number, name or id; "latest" is the newest that is ready."""
        rows = self.releases(project)
        if which == "latest":
            ready = sorted((row for row in rows if row["state"] == "ready"), key=lambda row: -row["n"])
            if not ready:
                raise PlumblineError("No release is ready yet.", "not_ready")
            return ready[0]
        said = str(which)
        return _only([row for row in rows if said in (str(row["n"]), row["name"], row["id"])], "release", said)

    def download(
        self,
        project: str,
        which: Union[str, int] = "latest",
        folder: str = ".",
        files: Optional[Iterable[str]] = None,
    ) -> List[str]:
        """Downloads the files of a release and checks the SHA-256 of each; one that is there and right stays.

        Returns their paths. A file has its name only when it is whole.
        """
        release = self.release(project, which)
        if release["state"] != "ready":
            raise PlumblineError("Release %d is not ready: it is %s." % (release["n"], release["state"]), "not_ready")
        wanted = None if files is None else set(files)
        known = {file["name"] for file in release["files"]}
        for name in sorted((wanted or set()) - known):
            raise PlumblineError("Release %d has no file %s." % (release["n"], name), "not_found")
        os.makedirs(folder, exist_ok=True)
        base = "%s/releases/%s/files/" % (self._at(project), release["id"])
        paths = []
        for file in release["files"]:
            if wanted is None or file["name"] in wanted:
                path = os.path.join(folder, _checked_name(file["name"]))
                self._download(base + urllib.parse.quote(file["name"]), path, file["sha256"])
                paths.append(path)
        return paths

    # prompts and candidates in

    def push(
        self,
        project: str,
        data: Union[str, Iterable[Json]],
        name: Optional[str] = None,
        wait: bool = True,
    ) -> Json:
        """Adds prompts, with or without candidates: a file's path (JSONL, JSON, CSV; plain or .gz), or rows.

        A row needs a `prompt` (a text, or a list of messages) and may have an `id`, under which it is added once
        however often it is pushed; `responses` (texts, or {"text", "model"}); `chosen` and `rejected`; `context`;
        other columns are kept as metadata. Returns the import; `problems` counts rows that could not be read.
        """
        if isinstance(data, str):
            with open(data, "rb") as stream:
                return self._push(project, name or os.path.basename(data), _chunks(stream), wait)
        lines = ((json.dumps(row, ensure_ascii=False) + "\n").encode() for row in data)
        return self._push(project, name or "pushed.jsonl", _gathered(lines), wait)

    def problems(self, project: str, import_id: str) -> str:
        """The rows of an import that could not be read or are remarkable, as CSV: line, imported, reason, text."""
        with self._open("GET", "%s/imports/%s/problems" % (self._at(project), import_id)) as response:
            return response.read().decode()

    # votes out

    def export(self, project: str, as_of_form: Optional[int] = None) -> Iterator[Json]:
        """Every item with its material, all versions of its answers, and reviews, as the server streams them.

        With the number of a version of a form, answers to earlier ones read as it, with None where a question has no
        value.
        """
        query = "" if as_of_form is None else "?asOfForm=%d" % as_of_form
        with self._open("GET", self._at(project) + "/export" + query) as response:
            try:
                for line in io.BufferedReader(response, _CHUNK):  # type: ignore[arg-type]
                    row = json.loads(line)
                    if "item" in row:  # the last line counts the missing values
                        yield row
            except http.client.HTTPException as error:
                raise PlumblineError("The server broke off in the middle: try again.", "unreachable") from error

    def votes(self, project: str) -> Iterator[Json]:
        """The newest version of each answer, with what it is about.

        Candidates are numbered from 0 as in `candidates`, whatever order each person saw. In their own words people
        call them A, B, ... in the order that they saw: `shown_order[0]` is the number of the candidate that was A.
        `models` names the model of each where it is known, and `decision` is the last review's, or None.
        """
        for item in self.export(project):
            newest: Dict[Any, Json] = {}
            for answer in item["answers"]:
                newest[answer["slot"]] = answer
            decisions = {review["answer"]: review["decision"] for review in item["reviews"]}
            hidden = (item.get("hidden") or {}).get("candidates") or []
            for answer in newest.values():
                yield {
                    "item": item["item"],
                    "external_id": item["external_id"],
                    "attributes": item["attributes"],
                    "prompt": item["material"]["prompt"],
                    "candidates": [each["messages"] for each in item["material"].get("candidates", [])],
                    "models": [(each.get("origin") or {}).get("model") for each in hidden],
                    "answer": answer["id"],
                    "by": answer["by"],
                    "stage": answer["stage"],
                    "version": answer["version"],
                    "form_version": answer["form_version"],
                    "body": answer["body"],
                    "shown_order": answer["shown_order"],
                    "confidence": answer["confidence"],
                    "decision": decisions.get(answer["id"]),
                    "at": answer["at"],
                }

    # the guide

    def guide(self, project: str) -> Optional[Json]:
        """The guide version that a project works under, with its entries in reading order; None where it has none."""
        return self._get(self._at(project) + "/guide")["guide"]

    def prompt(
        self,
        project: str,
        language: Optional[str] = None,
        tokens: Optional[int] = None,
        stage: Optional[str] = None,
        attributes: Optional[Json] = None,
    ) -> str:
        """That version as instructions for a model: for one stage, the items with these attributes, and a length.

        Examples are left out before rules where it gets too long, and the text says which. A version always makes the
        same text.
        """
        guide = self.guide(project)
        if not guide or not guide["version"]:
            raise PlumblineError("This project has no published guide.", "not_ready")
        asked = {"format": "prompt", "version": guide["version"]["n"], "language": language, "tokens": tokens,
                 "stage": stage, "attributes": attributes and json.dumps(attributes)}
        query = urllib.parse.urlencode({name: value for name, value in asked.items() if value is not None})
        with self._open("GET", "/api/guides/%s/export?%s" % (guide["id"], query)) as response:
            return response.read().decode("utf-8")

    def rules(self, project: str) -> List[Json]:
        """How often each rule was found broken, with intervals, the most broken first."""
        return self._get(self._at(project) + "/report/rules")["rows"]

    def findings(self, project: str, batch: int = 200) -> Iterator[Json]:
        """What reviews found of the guide's rules in answers, oldest first, for who manages the project.

        Each names the rule, its revision and the guide version, the answer, a severity and a judgement. `newer` says that
        the answer was written under another text of the rule. Batches are fetched as they are read.
        """
        path = self._at(project) + "/findings?limit=%d" % batch
        after = ""  # type: Optional[str]
        while after is not None:
            page = self._get(path + ("&after=" + urllib.parse.quote(after) if after else ""))
            yield from page["rows"]
            after = page["next"]

    # work, for a program with a key of its own

    def work(
        self,
        project: str,
        answer: Callable[[Json], Optional[Json]],
        most: Optional[int] = None,
        batch: int = 50,
    ) -> int:
        """Takes work in batches and submits what `answer` gives for each piece, until nothing is left or `most` are done.

        `project` is an id. A piece has the item's `material` and `attributes`; an answer is a dict from question to
        value; None leaves the piece to others. Returns how many answers were taken. An answer that the server refuses
        raises PlumblineError.
        """
        path = "/api/projects/%s/work/batch" % project.lower()
        done, ready, passed = 0, [], set()  # type: int, List[Json], set
        while True:
            left = batch if most is None else min(batch, most - done - len(ready))
            reply = self._send(path, {"submit": ready, "take": min(100, max(0, left) + len(passed))})
            for piece in reply["submitted"]:
                if piece["problem"] and piece["problem"]["code"] != "already_decided":
                    raise PlumblineError(piece["problem"]["message"], piece["problem"]["code"])
                done += 1
            ready = []
            for piece in reply["assignments"]:
                body = None if piece["id"] in passed else answer(piece)
                if body is None:
                    passed.add(piece["id"])
                else:
                    ready.append({"assignment": piece["id"], "body": body})
            if not ready:
                return done

    # underneath

    def _send(self, path: str, body: Json) -> Any:
        """Sends JSON that is safe to repeat, and tries again where the cause of a failure passes."""
        with self._open("POST", path, [json.dumps(body).encode()], json_body=True) as response:
            return json.load(response)

    def _at(self, project: str) -> str:
        return "/api/projects/" + (project.lower() if _UUID.match(project) else self.project(project)["id"])

    def _get(self, path: str) -> Any:
        with self._open("GET", path) as response:
            return json.load(response)

    def _push(self, project: str, name: str, body: Iterable[bytes], wait: bool) -> Json:
        base = self._at(project) + "/imports"
        query = urllib.parse.urlencode({"name": name, "start": "true"})
        with self._open("POST", base + "?" + query, body, timeout=3600) as response:
            row = json.load(response)
        while wait and row["state"] == "running":
            time.sleep(0.3)
            row = self._get(base + "/" + row["id"])
        if row["state"] == "failed":
            raise PlumblineError("The import did not come to its end: %s" % row["failure"], "import_failed")
        return row

    def _download(self, path: str, target: str, sha256: str) -> None:
        if _hash_of(target) == sha256:
            return
        unfinished = target + ".part"
        digest = hashlib.sha256()
        try:
            with self._open("GET", path) as response, open(unfinished, "wb") as out:
                for chunk in _chunks(response):
                    digest.update(chunk)
                    out.write(chunk)
            if digest.hexdigest() != sha256:
                raise PlumblineError("%s did not arrive as it was sent: try again." % target, "wrong_hash")
            os.replace(unfinished, target)
        finally:
            if os.path.exists(unfinished):
                os.remove(unfinished)

    def _open(
        self,
        method: str,
        path: str,
        body: Optional[Iterable[bytes]] = None,
        timeout: Optional[float] = None,
        json_body: bool = False,
    ) -> Any:
        """Sends a request; what only reads, and JSON that is safe to repeat, is tried again where the cause passes."""
        headers = {"Authorization": "Bearer " + self._key, "Accept": "*/*"}
        if method != "GET" and not json_body:
            headers["Idempotency-Key"] = str(uuid.uuid4())
        if body is not None:
            headers["Content-Type"] = "application/json" if json_body else "application/octet-stream"
        data = b"".join(body) if json_body and body is not None else body
        for attempt in range(1, _TRIES + 1):
            request = urllib.request.Request(self.url + path, data=data, headers=headers, method=method)
            may_retry = (method == "GET" or json_body) and attempt < _TRIES
            try:
                return self._opener.open(request, timeout=timeout or self._timeout)
            except urllib.error.HTTPError as error:
                if not (may_retry and error.code in _PASSING):
                    raise _refusal(error) from None
                pause = float(error.headers.get("Retry-After") or 2**attempt / 4)
            except (urllib.error.URLError, OSError) as error:
                if not may_retry:
                    raise PlumblineError("The server at %s cannot be reached: %s" % (self.url, error), "unreachable") from error
                pause = 2**attempt / 4
            time.sleep(min(pause, 30))
        raise AssertionError("not reached")


def _refusal(error: urllib.error.HTTPError) -> PlumblineError:
    try:
        problem = json.loads(error.read())
        return PlumblineError(problem["message"], problem["code"], error.code)
    except (ValueError, KeyError, TypeError):
        return PlumblineError("%s answered %d." % (error.url, error.code), "http_%d" % error.code, error.code)


def _only(rows: List[Json], noun: str, said: str) -> Json:
    if len(rows) > 1:
        raise PlumblineError("Several are called %s: give the %s's id instead." % (said, noun), "ambiguous")
    if not rows:
        raise PlumblineError("There is no %s %s that this key may see." % (noun, said), "not_found")
    return rows[0]


def _checked_name(name: str) -> str:
    """A name from a server may only ever be a name."""
    if not name or name.startswith(".") or re.search(r"[/\\:\0]", name):
        raise PlumblineError("The server sent a file name that cannot be one: %r" % name)
    return name


def _chunks(stream: Any) -> Iterator[bytes]:
    while True:
        try:
            chunk = stream.read(_CHUNK)
        except http.client.HTTPException as error:
            raise PlumblineError("The server broke off in the middle: try again.", "unreachable") from error
        if not chunk:
            return
        yield chunk


def _gathered(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines in larger pieces, each of which is one write to the network."""
    held = bytearray()
    for line in lines:
        held += line
        if len(held) >= _CHUNK:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


def _hash_of(path: str) -> Optional[str]:
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as stream:
            for chunk in _chunks(stream):
                digest.update(chunk)
    except FileNotFoundError:
        return None
    return digest.hexdigest()


def main(args: Optional[List[str]] = None) -> int:
    """The program: prints JSON, a line for each row. Returns 0, or 1 after one sentence on standard error."""
    parser = argparse.ArgumentParser(description="Plumbline from Python.")
    parser.add_argument("--url", help="the server; else PLUMBLINE_URL, else http://localhost:4600")
    parser.add_argument("--key", help="an API key; else PLUMBLINE_KEY")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("projects", help="the projects that the key may see")
    for name, about in [("releases", "the releases of a project"), ("votes", "the newest version of each answer"),
                        ("export", "every item with all that was answered"),
                        ("guide", "the entries of the guide that a project works under"),
                        ("findings", "what reviews found of the rules in answers"),
                        ("rules", "how often each rule of the guide was found broken")]:
        commands.add_parser(name, help=about).add_argument("project")
    prompt = commands.add_parser("prompt", help="the guide as instructions for a model")
    prompt.add_argument("project")
    prompt.add_argument("--language")
    prompt.add_argument("--tokens", type=int, help="how long it may be, about")
    prompt.add_argument("--stage")
    download = commands.add_parser("download", help="download a release; every SHA-256 is checked")
    download.add_argument("project")
    download.add_argument("release", nargs="?", default="latest")
    download.add_argument("--out", default=".", help="the folder")
    download.add_argument("--file", action="append", help="only this file; may be repeated")
    push = commands.add_parser("push", help="add prompts, with or without candidates, from a file")
    push.add_argument("project")
    push.add_argument("file")
    given = parser.parse_args(args)
    try:
        server = Plumbline(given.url, given.key)
        for row in _run(server, given):
            print(json.dumps(row, ensure_ascii=False))
        sys.stdout.flush()
        return 0
    except BrokenPipeError:  # whoever reads has enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (PlumblineError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _run(server: Plumbline, given: argparse.Namespace) -> Iterable[Json]:
    if given.command == "projects":
        return server.projects()
    if given.command == "releases":
        return server.releases(given.project)
    if given.command == "votes":
        return server.votes(given.project)
    if given.command == "export":
        return server.export(given.project)
    if given.command == "guide":
        return (server.guide(given.project) or {"entries": []})["entries"]
    if given.command == "rules":
        return server.rules(given.project)
    if given.command == "findings":
        return server.findings(given.project)
    if given.command == "prompt":
        text = server.prompt(given.project, given.language, given.tokens, given.stage)
        return [{"prompt": text}]
    if given.command == "download":
        paths = server.download(given.project, given.release, given.out, given.file)
        return [{"file": path, "sha256": _hash_of(path)} for path in paths]
    return [server.push(given.project, given.file)]


if __name__ == "__main__":
    sys.exit(main())
