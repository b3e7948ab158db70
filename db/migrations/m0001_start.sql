CREATE TABLE "chamber" (
    id INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "home_division" TEXT NOT NULL,
    "host_division" TEXT,
    "reporter" TEXT,
    "phone" TEXT,
    "timezone" TEXT
);

CREATE TABLE "enterprise" (
    id INTEGER PRIMARY KEY,
    "code" TEXT UNIQUE,
    "name" TEXT NOT NULL,
    "short_name" TEXT,
    "former_names" TEXT,
    "uscc" TEXT,
    "home_division" TEXT,
    "business_division" TEXT,
    "address" TEXT,
    "industry" TEXT,
    "registration_type" TEXT,
    "size" TEXT,
    "registered_capital_low" BIGINT,
    "registered_capital_high" BIGINT,
    "registered_capital_currency" TEXT,
    "registered_capital_qualifier" TEXT,
    "registered_capital_text" TEXT,
    "annual_revenue_low" BIGINT,
    "annual_revenue_high" BIGINT,
    "annual_revenue_currency" TEXT,
    "annual_revenue_qualifier" TEXT,
    "annual_revenue_text" TEXT,
    "employees_value" BIGINT,
    "employees_qualifier" TEXT,
    "employees_text" TEXT,
    "business" TEXT,
    "seeks" TEXT,
    "offers" TEXT,
    "legal_representative" TEXT,
    "phones" TEXT,
    "email" TEXT,
    "website" TEXT,
    "established_on" TEXT,
    "registration_status" TEXT,
    "business_scope" TEXT,
    "old_registration_number" TEXT,
    "party_organization" TEXT,
    "party_members" INTEGER,
    "tags" TEXT,
    "notes" TEXT,
    "source" TEXT,
    "verified_on" TEXT,
    "created_at" TEXT,
    "sort_key" TEXT,
    "extra" TEXT
);

CREATE TABLE "person" (
    id INTEGER PRIMARY KEY,
    "code" TEXT UNIQUE,
    "name" TEXT NOT NULL,
    "gender" TEXT,
    "enterprise_id" INTEGER REFERENCES "enterprise" (id) DEFERRABLE,
    "unit" TEXT,
    "position" TEXT,
    "mobiles" TEXT,
    "landlines" TEXT,
    "wechat" TEXT,
    "email" TEXT,
    "home_division" TEXT,
    "ethnicity" TEXT,
    "political_status" TEXT,
    "education" TEXT,
    "birthday" TEXT,
    "birthday_calendar" TEXT,
    "id_number" TEXT,
    "address" TEXT,
    "volunteer" BOOLEAN,
    "do_not_contact" BOOLEAN,
    "tags" TEXT,
    "notes" TEXT,
    "created_at" TEXT,
    "sort_key" TEXT,
    "extra" TEXT
);

CREATE TABLE "membership" (
    id INTEGER PRIMARY KEY,
    "number" TEXT UNIQUE,
    "enterprise_id" INTEGER NOT NULL REFERENCES "enterprise" (id) DEFERRABLE,
    "kind" TEXT,
    "status" TEXT NOT NULL,
    "joined_on" TEXT,
    "left_on" TEXT,
    "introducer" TEXT,
    "representative" TEXT,
    "representative_id" INTEGER REFERENCES "person" (id) DEFERRABLE,
    "documents" TEXT
);

CREATE TABLE "post" (
    id INTEGER PRIMARY KEY,
    "term" TEXT,
    "title" TEXT NOT NULL,
    "person_id" INTEGER REFERENCES "person" (id) DEFERRABLE,
    "enterprise_id" INTEGER REFERENCES "enterprise" (id) DEFERRABLE,
    "since" TEXT,
    "until" TEXT
);

CREATE TABLE "event" (
    id INTEGER PRIMARY KEY,
    "code" TEXT UNIQUE,
    "name" TEXT NOT NULL,
    "kinds" TEXT NOT NULL,
    "theme" TEXT,
    "hosts" TEXT,
    "home_division" TEXT,
    "starts_at" TEXT NOT NULL,
    "ends_at" TEXT,
    "venue" TEXT,
    "agenda" TEXT,
    "planned" INTEGER,
    "headcount_value" BIGINT,
    "headcount_qualifier" TEXT,
    "headcount_text" TEXT,
    "budget_low" BIGINT,
    "budget_high" BIGINT,
    "budget_currency" TEXT,
    "budget_qualifier" TEXT,
    "budget_text" TEXT,
    "cost_low" BIGINT,
    "cost_high" BIGINT,
    "cost_currency" TEXT,
    "cost_qualifier" TEXT,
    "cost_text" TEXT,
    "outputs" TEXT,
    "status" TEXT,
    "notes" TEXT,
    "created_at" TEXT,
    "sort_key" TEXT,
    "extra" TEXT
);

CREATE TABLE "policy" (
    id INTEGER PRIMARY KEY,
    "code" TEXT UNIQUE,
    "title" TEXT NOT NULL,
    "issuer" TEXT,
    "document_number" TEXT,
    "valid_from" TEXT,
    "valid_until" TEXT,
    "kind" TEXT,
    "home_division" TEXT,
    "key_points" TEXT,
    "link" TEXT,
    "events" TEXT,
    "created_at" TEXT,
    "sort_key" TEXT
);

CREATE TABLE "attendance" (
    id INTEGER PRIMARY KEY,
    "event_id" INTEGER NOT NULL REFERENCES "event" (id) DEFERRABLE,
    "person_id" INTEGER REFERENCES "person" (id) DEFERRABLE,
    "enterprise_id" INTEGER REFERENCES "enterprise" (id) DEFERRABLE,
    "name" TEXT NOT NULL,
    "unit" TEXT,
    "position" TEXT,
    "phone" TEXT,
    "role" TEXT,
    "invitation" TEXT,
    "presence" TEXT,
    "table" TEXT,
    "seat" TEXT,
    "stands_in_for" TEXT,
    "checked_in_at" TEXT,
    "policies_of_interest" TEXT,
    "notes" TEXT,
    "created_at" TEXT,
    "sort_key" TEXT,
    "extra" TEXT
);

CREATE TABLE "office" (
    id INTEGER PRIMARY KEY,
    "code" TEXT UNIQUE,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "divisions" TEXT NOT NULL,
    "contacts" TEXT,
    "takes_kinds" TEXT,
    "takes_industries" TEXT,
    "minimum_amount_low" BIGINT,
    "minimum_amount_high" BIGINT,
    "minimum_amount_currency" TEXT,
    "minimum_amount_qualifier" TEXT,
    "minimum_amount_text" TEXT,
    "treatments" TEXT,
    "rhythm" TEXT,
    "deadline" TEXT,
    "file_format" TEXT,
    "recipient" TEXT,
    "notes" TEXT,
    "created_at" TEXT,
    "sort_key" TEXT,
    "extra" TEXT
);

CREATE TABLE "lead" (
    id INTEGER PRIMARY KEY,
    "code" TEXT UNIQUE,
    "kind" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    "summary" TEXT,
    "investor" TEXT NOT NULL,
    "investor_id" INTEGER REFERENCES "enterprise" (id) DEFERRABLE,
    "investor_profile" TEXT,
    "origin_division" TEXT,
    "capital" TEXT,
    "industry" TEXT,
    "amount_low" BIGINT,
    "amount_high" BIGINT,
    "amount_currency" TEXT,
    "amount_qualifier" TEXT,
    "amount_text" TEXT,
    "fixed_assets_low" BIGINT,
    "fixed_assets_high" BIGINT,
    "fixed_assets_currency" TEXT,
    "fixed_assets_qualifier" TEXT,
    "fixed_assets_text" TEXT,
    "land_mu_value" BIGINT,
    "land_mu_qualifier" TEXT,
    "land_mu_text" TEXT,
    "plant_m2_value" BIGINT,
    "plant_m2_qualifier" TEXT,
    "plant_m2_text" TEXT,
    "jobs_value" BIGINT,
    "jobs_qualifier" TEXT,
    "jobs_text" TEXT,
    "requirements" TEXT,
    "target_division" TEXT,
    "contact" TEXT,
    "contact_id" INTEGER REFERENCES "person" (id) DEFERRABLE,
    "contact_phones" TEXT,
    "contact_position" TEXT,
    "source" TEXT,
    "event_id" INTEGER REFERENCES "event" (id) DEFERRABLE,
    "introducer" TEXT,
    "introducer_id" INTEGER REFERENCES "person" (id) DEFERRABLE,
    "first_reported_at" TEXT,
    "owner" TEXT,
    "lead_unit" TEXT,
    "stage" TEXT NOT NULL,
    "progress" TEXT,
    "assessment" TEXT,
    "assessment_reason" TEXT,
    "area" TEXT,
    "next_action" TEXT,
    "next_due" TEXT,
    "expected_signing" TEXT,
    "signed_on" TEXT,
    "signed_amount_low" BIGINT,
    "signed_amount_high" BIGINT,
    "signed_amount_currency" TEXT,
    "signed_amount_qualifier" TEXT,
    "signed_amount_text" TEXT,
    "agreement" TEXT,
    "registered_on" TEXT,
    "started_on" TEXT,
    "commissioned_on" TEXT,
    "confidentiality" TEXT,
    "stall_reason" TEXT,
    "degree" TEXT,
    "field" TEXT,
    "current_post" TEXT,
    "mode" TEXT,
    "needs" TEXT,
    "arrival_on" TEXT,
    "office_status" TEXT,
    "office_handler" TEXT,
    "office_unit" TEXT,
    "office_progress" TEXT,
    "office_date" TEXT,
    "tags" TEXT,
    "notes" TEXT,
    "created_at" TEXT,
    "sort_key" TEXT,
    "merged_into_id" INTEGER REFERENCES "lead" (id) DEFERRABLE,
    "extra" TEXT
);

CREATE TABLE "fund" (
    id INTEGER PRIMARY KEY,
    "lead_id" INTEGER NOT NULL REFERENCES "lead" (id) DEFERRABLE,
    "month" TEXT NOT NULL,
    "amount_low" BIGINT,
    "amount_high" BIGINT,
    "amount_currency" TEXT,
    "amount_qualifier" TEXT,
    "amount_text" TEXT,
    "evidence" TEXT,
    "verified" BOOLEAN
);

CREATE TABLE "activity" (
    id INTEGER PRIMARY KEY,
    "at" TEXT NOT NULL,
    "how" TEXT,
    "lead_id" INTEGER REFERENCES "lead" (id) DEFERRABLE,
    "enterprise_id" INTEGER REFERENCES "enterprise" (id) DEFERRABLE,
    "person_id" INTEGER REFERENCES "person" (id) DEFERRABLE,
    "batches" INTEGER,
    "people" INTEGER,
    "text" TEXT NOT NULL,
    "difficulties" TEXT,
    "author" TEXT,
    "office_id" INTEGER REFERENCES "office" (id) DEFERRABLE,
    "created_at" TEXT
);

CREATE TABLE "delivery" (
    id INTEGER PRIMARY KEY,
    "number" TEXT UNIQUE,
    "office_id" INTEGER NOT NULL REFERENCES "office" (id) DEFERRABLE,
    "mode" TEXT,
    "period_from" TEXT,
    "period_to" TEXT,
    "since_id" INTEGER REFERENCES "delivery" (id) DEFERRABLE,
    "status" TEXT,
    "rows" INTEGER,
    "new" INTEGER,
    "changed" INTEGER,
    "withdrawn" INTEGER,
    "stalled" INTEGER,
    "masked" INTEGER,
    "file_name" TEXT,
    "file_format" TEXT,
    "sha256" TEXT,
    "made_at" TEXT,
    "made_by" TEXT,
    "sent_at" TEXT,
    "sent_by" TEXT,
    "received_on" TEXT,
    "received_by" TEXT,
    "answered_at" TEXT,
    "void_reason" TEXT,
    "layout" TEXT
);

CREATE TABLE "consent" (
    id INTEGER PRIMARY KEY,
    "person_id" INTEGER NOT NULL REFERENCES "person" (id) DEFERRABLE,
    "office_id" INTEGER NOT NULL REFERENCES "office" (id) DEFERRABLE,
    "purpose" TEXT,
    "categories" TEXT,
    "separate" BOOLEAN,
    "how" TEXT,
    "obtained_on" TEXT NOT NULL,
    "evidence" TEXT,
    "withdrawn_on" TEXT,
    "created_at" TEXT
);

CREATE TABLE "stage" (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    needs_reason BOOLEAN NOT NULL
);

CREATE TABLE "stage_move" (
    id INTEGER PRIMARY KEY,
    from_stage TEXT NOT NULL,
    to_stage TEXT NOT NULL
);

CREATE TABLE "stage_change" (
    id INTEGER PRIMARY KEY,
    lead_id INTEGER NOT NULL REFERENCES "lead" (id) DEFERRABLE,
    from_stage TEXT,
    to_stage TEXT NOT NULL,
    on_date TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT,
    note TEXT
);

CREATE TABLE "delivery_row" (
    id INTEGER PRIMARY KEY,
    delivery_id INTEGER NOT NULL REFERENCES "delivery" (id) DEFERRABLE,
    position INTEGER NOT NULL,
    lead_id INTEGER NOT NULL,
    row_key TEXT NOT NULL,
    mark TEXT,
    cells TEXT NOT NULL,
    changes TEXT,
    private TEXT
);

CREATE TABLE "export_log" (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    kind TEXT NOT NULL,
    conditions TEXT,
    fields TEXT NOT NULL,
    record_ids TEXT NOT NULL,
    rows INTEGER NOT NULL,
    with_contacts BOOLEAN NOT NULL,
    file_name TEXT,
    sha256 TEXT
);

CREATE TABLE "feedback_file" (
    id INTEGER PRIMARY KEY,
    delivery_id INTEGER NOT NULL REFERENCES "delivery" (id),
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT,
    outcome TEXT
);

CREATE TABLE "setting" (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    value TEXT
);

CREATE TABLE "imported_file" (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    file_name TEXT NOT NULL,
    options TEXT,
    outcome TEXT,
    action_id INTEGER NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE "import_mapping" (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    layout TEXT NOT NULL,
    mapping TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE "document" (
    id INTEGER PRIMARY KEY,
    enterprise_id INTEGER REFERENCES "enterprise" (id) DEFERRABLE,
    event_id INTEGER REFERENCES "event" (id) DEFERRABLE,
    lead_id INTEGER REFERENCES "lead" (id) DEFERRABLE,
    title TEXT,
    location TEXT NOT NULL,
    kind TEXT,
    sha256 TEXT,
    created_at TEXT
);

CREATE TABLE "not_duplicate" (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    left_id INTEGER NOT NULL,
    right_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT
);

CREATE TABLE sequence (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE division (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    parent TEXT,
    superseded_by TEXT,
    source TEXT NOT NULL,
    as_of TEXT NOT NULL
);

CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    "user" TEXT NOT NULL,
    host TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    params TEXT NOT NULL,
    undoes INTEGER,
    undone_by INTEGER,
    previous TEXT NOT NULL,
    entries INTEGER NOT NULL,
    digest TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TABLE journal (
    id {automatic},
    action_id INTEGER NOT NULL,
    entity TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    op TEXT NOT NULL,
    public TEXT NOT NULL,
    private TEXT,
    private_digest TEXT
);

CREATE INDEX journal_action ON journal (action_id, id);
CREATE INDEX journal_row ON journal (entity, row_id);
CREATE INDEX enterprise_uscc ON enterprise (uscc);
CREATE INDEX enterprise_name ON enterprise (name);
CREATE INDEX enterprise_sort ON enterprise (sort_key, id);
CREATE INDEX enterprise_home ON enterprise (home_division, sort_key, id);
CREATE INDEX enterprise_created ON enterprise (created_at, id);
CREATE INDEX membership_enterprise ON membership (enterprise_id, status);
CREATE INDEX membership_representative ON membership (representative_id);
CREATE INDEX post_enterprise ON post (enterprise_id);
CREATE INDEX post_person ON post (person_id);
CREATE INDEX person_name ON person (name);
CREATE INDEX person_sort ON person (sort_key, id);
CREATE INDEX person_enterprise ON person (enterprise_id);
CREATE INDEX event_starts ON event (starts_at, id);
CREATE INDEX attendance_event ON attendance (event_id, sort_key, id);
CREATE INDEX attendance_person ON attendance (person_id);
CREATE INDEX attendance_enterprise ON attendance (enterprise_id);
CREATE INDEX lead_stage ON lead (stage, id);
CREATE INDEX lead_target ON lead (target_division, id);
CREATE INDEX lead_investor ON lead (investor_id);
CREATE INDEX lead_contact ON lead (contact_id);
CREATE INDEX lead_introducer ON lead (introducer_id);
CREATE INDEX lead_event ON lead (event_id);
CREATE INDEX lead_merged ON lead (merged_into_id);
CREATE INDEX lead_project ON lead (project);
CREATE INDEX lead_sort ON lead (sort_key, id);
CREATE INDEX lead_due ON lead (next_due, id);
CREATE INDEX lead_created ON lead (created_at, id);
CREATE INDEX stage_change_lead ON stage_change (lead_id, id);
CREATE INDEX fund_lead ON fund (lead_id);
CREATE INDEX activity_lead ON activity (lead_id, at);
CREATE INDEX activity_enterprise ON activity (enterprise_id);
CREATE INDEX activity_person ON activity (person_id);
CREATE INDEX activity_office ON activity (office_id);
CREATE INDEX delivery_office ON delivery (office_id, id);
CREATE INDEX delivery_since ON delivery (since_id);
CREATE INDEX delivery_row_delivery ON delivery_row (delivery_id, position);
CREATE INDEX delivery_row_lead ON delivery_row (lead_id);
CREATE INDEX consent_person ON consent (person_id);
CREATE INDEX consent_office ON consent (office_id);
CREATE INDEX document_enterprise ON document (enterprise_id);
CREATE INDEX document_event ON document (event_id);
CREATE INDEX document_lead ON document (lead_id);
CREATE INDEX imported_file_content ON imported_file (kind, sha256);
CREATE INDEX import_mapping_layout ON import_mapping (kind, layout);
CREATE INDEX not_duplicate_pair ON not_duplicate (entity, left_id, right_id);
CREATE INDEX feedback_file_delivery ON feedback_file (delivery_id);
CREATE INDEX feedback_file_content ON feedback_file (sha256);
