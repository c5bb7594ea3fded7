"""The archive: meetings, points and what is known of them in one SQLite file, with Danish full text.

:func:`nlp.store.archive.schema.connect` opens one, :class:`nlp.store.archive.writer.Archive` fills it,
:mod:`nlp.query` answers from it. ``records`` holds what is stored and how it comes back, ``index`` under what it is
found.
"""
