"""An archive in the browser: questions, facets and points in pages of our own, tables and SQL in Datasette's."""
