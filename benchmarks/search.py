"""Measures the search index: build time, size, p50 and p95 for each kind of query, and what of it is found.

    python -m benchmarks.search [--size 100000] [--queries 200] [--database PATH-or-URL] [--keep]

A size of N is N enterprises, N leads and N / 5 people, all invented (`benchmarks.names`). The floors, measured in the
same run: for building, the same rows into a plain table; for a query, one token looked up in the index and fifty rows
read. CPU is this process's own: on a busy machine it says more than the clock (on SQLite; PostgreSQL works elsewhere). A record counts as missed when at most 400 share what was typed and it is not among 400 hits.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import names
from chamber.search import index
from chamber.search.grams import LEGAL_FORMS
from chamber.search.segments import read
from chamber.text import pinyin
from chamber.text.folding import fold
from db.database import open_database
from db.migrate import migrate

SHARED = 400
PAGE = 50


@dataclass(frozen=True, slots=True)
class Target:
    """A record and what it is asked by."""

    kind: str
    record_id: int
    name: str
    phone: str
    uscc: str
    person: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of query: what is typed for a record (nothing: not fit), and in which corpus it is counted."""

    label: str
    typed: Callable[[random.Random, Target], str]
    corpus: str


def enterprise_docs(size: int) -> Iterator[index.Doc]:
    for number, each in enumerate(names.enterprises(size), 1):
        yield index.Doc(
            "enterprise",
            number,
            f"M{number:07d}",
            each.name,
            each.home_division,
            phones=each.phones,
            uscc=each.uscc,
            first=each.is_member,
        )


def person_docs(size: int) -> Iterator[index.Doc]:
    for number, each in enumerate(names.people(size), 1):
        yield index.Doc("person", number, each.code, each.name, phones=(each.mobile,), person=True)


def lead_docs(size: int) -> Iterator[index.Doc]:
    for number, each in enumerate(names.leads(size), 1):
        yield index.Doc("lead", number, each.code, each.project, names=(each.investor,))


def substring(length: int) -> Callable[[random.Random, Target], str]:
    def typed(chance: random.Random, target: Target) -> str:
        start = chance.randrange(max(1, len(target.name) - length + 1))
        part = target.name[start : start + length]
        return part if len(fold(part)) == length else ""

    return typed


def initials(length: int) -> Callable[[random.Random, Target], str]:
    def typed(chance: random.Random, target: Target) -> str:
        letters = pinyin.initials(target.name, target.person)[0]
        start = chance.randrange(max(1, len(letters) - length + 1))
        return letters[start : start + length] if len(letters) >= length else ""

    return typed


def syllables(length: int) -> Callable[[random.Random, Target], str]:
    def typed(chance: random.Random, target: Target) -> str:
        spelled = pinyin.spell(fold(target.name), target.person)[0]
        size = length or len(spelled)
        start = chance.randrange(max(1, len(spelled) - size + 1))
        return "".join(spelled[start : start + size]) if len(spelled) >= size else ""

    return typed


def unfinished(chance: random.Random, target: Target) -> str:
    spelled = "".join(pinyin.spell(fold(target.name), target.person)[0][:5])
    return spelled[: chance.randrange(3, len(spelled))] if len(spelled) > 4 else ""


def without_form(name: str) -> str:
    return next((name.removesuffix(form) for form in LEGAL_FORMS if name.endswith(form)), name)


def two_words(chance: random.Random, target: Target) -> str:
    core = without_form(target.name)
    return f"{core[:2]} {core[-2:]}" if len(core) >= 5 else ""


def tail(text: str, length: int) -> str:
    return text[-length:] if len(text) >= length else ""


def phone_part(chance: random.Random, target: Target) -> str:
    start = chance.randrange(1, 6)
    return target.phone[start : start + 5]


KINDS = [
    Kind("whole name", lambda chance, target: target.name, "written"),
    *[Kind(f"{length} characters of it", substring(length), "written") for length in range(1, 7)],
    Kind("two words", two_words, ""),
    *[Kind(f"{length} initials", initials(length), "initials") for length in (2, 3, 4, 5, 6)],
    *[Kind(f"pinyin, {length} syllables", syllables(length), "pinyin") for length in (1, 2, 3, 4, 6)],
    Kind("pinyin, whole name", syllables(0), "pinyin"),
    Kind("pinyin being typed", unfinished, ""),
    *[Kind(f"phone, last {length}", lambda c, t, n=length: tail(t.phone, n), "phone tail") for length in (4, 5, 7, 8)],  # type: ignore[misc]
    Kind("phone, five inside", phone_part, ""),
    Kind("phone, whole", lambda chance, target: target.phone, "phone tail"),
    *[Kind(f"credit code, last {length}", lambda c, t, n=length: tail(t.uscc, n), "code tail") for length in (4, 6, 8)],  # type: ignore[misc]
    Kind("credit code, whole", lambda chance, target: target.uscc, "code tail"),
    Kind(
        "common words",
        lambda chance, target: chance.choice(("赤峰", "内蒙古", "商贸", "科技", "有限公司", "cf", "nmg")),
        "",
    ),
    Kind("nothing like it", lambda chance, target: chance.choice(("鑫齉齾", "qqqxx", "zzzyyywww", "7777777777")), ""),
]


class Corpus:
    """Every indexed text once, for counting how many records share something. Readings: the likeliest only."""

    def __init__(self, size: int) -> None:
        self.targets: list[Target] = []
        chance = random.Random(7)
        written: list[str] = []
        spelled: list[str] = []
        phones: list[str] = []
        codes: list[str] = []
        for docs in (enterprise_docs(size), person_docs(size // 5), lead_docs(size)):
            for doc in docs:
                for name in (doc.title, *doc.names):
                    folded = fold(name)
                    written.append(folded)
                    spelled.append(" ".join(pinyin.spell(folded, doc.person)[0]))
                phones += [fold(phone) for phone in doc.phones]
                codes.append(doc.uscc)
                if doc.kind != "lead" and chance.random() < 4000 / size:
                    phone = fold(doc.phones[0])
                    self.targets.append(Target(doc.kind, doc.record_id, doc.title, phone, doc.uscc, doc.person))
        self.written = "\n".join(written)
        self.spelled = "\n ".join(spelled)
        self.initials = "\n".join("".join(part[0] for part in each.split(" ")) for each in spelled)
        self.phones = "\n".join(phones) + "\n"
        self.codes = "\n".join(codes) + "\n"

    def shared(self, corpus: str, typed: str, target: Target) -> int:
        """How many records share what is typed, a record that has it twice counted twice."""
        if corpus == "written":
            return self.written.count(fold(typed))
        if corpus == "initials":
            return self.initials.count(typed)
        if corpus == "phone tail":
            return self.phones.count(typed + "\n")
        if corpus == "code tail":
            return self.codes.count(typed + "\n")
        spelled = f" {' '.join(pinyin.spell(fold(target.name), target.person)[0])} "
        position = spelled.replace(" ", "").find(typed)
        meant = {f" {' '.join(way.units)}" for way in read(typed).ways}
        return sum(map(self.spelled.count, meant | {_with_spaces(spelled, position, typed)}))


def _with_spaces(spelled: str, position: int, typed: str) -> str:
    """The stretch of ` chi feng shang ` that spells `typed`, with the space before it."""
    seen = 0
    for at, character in enumerate(spelled):
        if character == " ":
            continue
        if seen == position:
            end, left = at, len(typed)
            while left:
                left -= spelled[end] != " "
                end += 1
            return " " + spelled[at:end]
        seen += 1
    return typed


def build(url: str, size: int) -> tuple[float, float]:
    """Seconds for the index, and for the same rows into a plain table."""
    db = open_database(url)
    migrate(db, "2021-04-20T02:00:00Z")
    db.connect(reuse_if_open=True)
    began = time.perf_counter()
    with db.atomic():
        index.index_docs(db, enterprise_docs(size))
        index.index_docs(db, person_docs(size // 5))
        index.index_docs(db, lead_docs(size))
    if not url.startswith("postgres"):
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        db.execute_sql("ANALYZE search_entry")
    took = time.perf_counter() - began
    db.execute_sql("CREATE TABLE plain (id bigint PRIMARY KEY, code text, title text, detail text, text text)")
    mark = "%s" if url.startswith("postgres") else "?"
    began = time.perf_counter()
    place = 0
    with db.atomic():
        for docs in (enterprise_docs(size), person_docs(size // 5), lead_docs(size)):
            rows = [(place := place + 1, doc.code, doc.title, doc.detail, "".join(doc.phones)) for doc in docs]
            db.connection().cursor().executemany(f"INSERT INTO plain VALUES ({', '.join([mark] * 5)})", rows)
    plain = time.perf_counter() - began
    db.execute_sql("DROP TABLE plain")
    db.close()
    return took, plain


def measure(url: str, corpus: Corpus, queries: int) -> Iterator[tuple[str, list[float], list[float], int, int]]:
    """Label, milliseconds by the clock and of this process's CPU, how many that count were found, how many count."""
    db = open_database(url)
    db.connect()
    for kind in KINDS:
        chance = random.Random(11)
        times: list[float] = []
        worked: list[float] = []
        found = counted = 0
        for target in chance.sample(corpus.targets, min(len(corpus.targets), 4 * queries)):
            typed = kind.typed(chance, target)
            if not typed or len(times) == queries:
                continue
            began, began_work = time.perf_counter(), time.process_time()
            index.find(db, typed, limit=PAGE)
            worked.append(1000 * (time.process_time() - began_work))
            times.append(1000 * (time.perf_counter() - began))
            if kind.corpus and corpus.shared(kind.corpus, typed, target) <= SHARED:
                counted += 1
                hits = index.find(db, typed, limit=SHARED)
                if any(hit.kind == target.kind and hit.record_id == target.record_id for hit in hits):
                    found += 1
                else:
                    say(f"  missed: {typed!r} for {target.name}")
        yield kind.label, times, worked, found, counted
    db.close()


def floor(url: str, rounds: int = 300) -> list[float]:
    """Milliseconds for the least a search can do: one token, fifty rows, on the driver's own connection."""
    db = open_database(url)
    db.connect()
    connection = db.connection()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        if url.startswith("postgres"):
            connection.execute(
                "SELECT id, title FROM search_entry WHERE tokens @@ '赤峰'::tsquery AND id < 536870912 LIMIT 50"
            ).fetchall()
        else:
            connection.execute(
                "SELECT e.id, e.title FROM (SELECT rowid AS hit FROM search_token WHERE search_token MATCH '\"赤峰\"' "
                "LIMIT 50) CROSS JOIN search_entry e ON e.id = hit"
            ).fetchall()
        times.append(1000 * (time.perf_counter() - began))
    db.close()
    return times


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def percentile(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(0.95 * len(times)))]


def size_of(url: str) -> float:
    """Megabytes of everything in the database."""
    if not url.startswith("postgres"):
        return Path(url).stat().st_size / 1e6
    db = open_database(url)
    with db:
        return float(db.execute_sql("SELECT pg_database_size(current_database())").fetchone()[0]) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--database", help="path or postgresql:// URL of an empty database; default: a temporary file")
    parser.add_argument("--keep", action="store_true", help="use what an earlier run built in --database")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = options.database or os.path.join(folder, "search.db")
        run(url, options.size, options.queries, options.keep)


def run(url: str, size: int, queries: int, keep: bool) -> None:
    backend = "PostgreSQL" if url.startswith("postgres") else "SQLite"
    say(f"{backend}: {size:,} enterprises, {size:,} leads, {size // 5:,} people")
    if not keep:
        took, plain = build(url, size)
        say(f"build {took:.1f} s, plain table {plain:.1f} s ({took / plain:.1f}x)")
    say(f"size {size_of(url):.0f} MB")
    corpus = Corpus(size)
    floors = floor(url)
    say(f"floor p50 {statistics.median(floors):.2f} ms, p95 {percentile(floors):.2f} ms")
    say(f"{'kind of query':26} {'p50 ms':>8} {'p95 ms':>8} {'CPU p50':>8} {'CPU p95':>8} {'x floor':>8}   found")
    worst = worst_work = 0.0
    for label, times, worked, found, counted in measure(url, corpus, queries):
        middle, high, work = statistics.median(times), percentile(times), percentile(worked)
        worst, worst_work = max(worst, high), max(worst_work, work)
        share = f"{found}/{counted}" if counted else "-"
        ratio = middle / statistics.median(floors)
        figures = f"{middle:8.2f} {high:8.2f} {statistics.median(worked):8.2f} {work:8.2f} {ratio:8.1f}"
        say(f"{label:26} {figures}   {share}")
    say(f"worst p95 {worst:.2f} ms, of CPU {worst_work:.2f} ms")


if __name__ == "__main__":
    main()
