"""From a stranger's spreadsheet to records: read, map, parse, match, plan, apply."""
