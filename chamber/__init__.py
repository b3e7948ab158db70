"""What the secretariat's program decides: fields, rules, use cases, import, export, reports, the command line."""

__version__ = "0.1.0"
