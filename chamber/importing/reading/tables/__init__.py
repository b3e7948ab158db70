"""From sheets of raw cells to tables: headers, sections, footers, blocks, forms, and an account of every row."""
