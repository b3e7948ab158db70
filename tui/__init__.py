"""The terminal: shows, asks chamber, forwards."""

import sys

if "asyncio" not in sys.modules and "ssl" not in sys.modules:
    # asyncio loads OpenSSL for connections that are never made here, and does without where there is none: 1.5 MiB and
    # some 20 ms before the first picture. Whoever asks for `ssl` later gets it.
    sys.modules["ssl"] = None  # type: ignore[assignment]
    import asyncio  # noqa: F401

    del sys.modules["ssl"]
