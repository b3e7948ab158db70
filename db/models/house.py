"""The chamber's own record, preferences, and what the program remembers."""

from __future__ import annotations

from peewee import BooleanField, IntegerField, TextField

from db.models.base import Base, key, reference


class ChamberRow(Base):
    """商会: whose people it gathers, where, and who reports."""

    id = key()
    name = TextField()
    home_division = TextField()
    host_division = TextField(null=True)
    reporter = TextField(null=True)
    phone = TextField(null=True)
    timezone = TextField(null=True)

    class Meta:
        table_name = "chamber"


class Setting(Base):
    """A preference: key and value (JSON)."""

    id = key()
    name = TextField(unique=True)
    value = TextField(null=True)

    class Meta:
        table_name = "setting"


class SavedView(Base):
    """A filter of a list with its order and columns, kept under a name."""

    id = key()
    name = TextField()
    view = TextField()
    words = TextField()
    sort = TextField(null=True)
    descending = BooleanField(default=False)
    columns = TextField(null=True)

    class Meta:
        table_name = "saved_view"
        indexes = ((("view", "name"), True),)


class ImportedFile(Base):
    """A file that was imported, known by its content, so that the same one is recognised."""

    id = key()
    kind = TextField()
    sha256 = TextField()
    file_name = TextField()
    options = TextField(null=True)
    outcome = TextField(null=True)
    action_id = IntegerField()
    at = TextField()

    class Meta:
        table_name = "imported_file"


class ImportMapping(Base):
    """How the columns of a layout were mapped last time; `layout` is a digest of the titles."""

    id = key()
    kind = TextField()
    layout = TextField()
    mapping = TextField()
    at = TextField()

    class Meta:
        table_name = "import_mapping"


class Document(Base):
    """A file kept by reference: a photograph, a contract. `location` is a path or an address."""

    id = key()
    enterprise = reference("enterprise_id", "enterprise", owned=True)
    event = reference("event_id", "event", owned=True)
    lead = reference("lead_id", "lead", owned=True)
    title = TextField(null=True)
    location = TextField()
    kind = TextField(null=True)
    sha256 = TextField(null=True)
    created_at = TextField(null=True)

    class Meta:
        table_name = "document"


class NotDuplicate(Base):
    """A person's word that two records are not the same."""

    id = key()
    entity = TextField()
    left_id = IntegerField()
    right_id = IntegerField()
    at = TextField()
    by = TextField(null=True)

    class Meta:
        table_name = "not_duplicate"
