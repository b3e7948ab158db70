"""Questions to the store, one module an entity or a purpose. All take a `Reader` and give plain rows."""
