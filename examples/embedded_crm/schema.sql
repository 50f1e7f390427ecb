-- Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
--
-- What a host stores for Lotse; docs/embedding.md says why. One database per
-- tenant. Instants are microseconds UTC, NULL where Lotse says "unset".

-- Facts: here one record; a CRM builds lotse.v1.Facts from tables of its own.
CREATE TABLE IF NOT EXISTS leads (
  lead_id TEXT PRIMARY KEY,
  facts BLOB,                     -- lotse.v1.Facts; NULL: erased
  erased_at INTEGER
) WITHOUT ROWID;

-- One row per lead, replaced by compare-and-swap on its revision.
CREATE TABLE IF NOT EXISTS lead_state (
  lead_id TEXT PRIMARY KEY REFERENCES leads,
  tenant TEXT NOT NULL,
  revision INTEGER NOT NULL,      -- only ever goes up
  state BLOB NOT NULL,            -- lotse.v1.LeadState; empty: no event yet
  adopted BLOB,                   -- the state it began with, if it was adopted
  next_check_at INTEGER,          -- NULL: nothing happens by itself
  -- For lists and searches.
  state_name TEXT NOT NULL DEFAULT '',
  owner_role TEXT NOT NULL DEFAULT '',
  owner TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS lead_state_due
  ON lead_state(next_check_at) WHERE next_check_at IS NOT NULL;

-- The log: inbox of the worker and source of Replay. Rows are only added; the
-- outcome is filled in once.
CREATE TABLE IF NOT EXISTS events (
  lead_id TEXT NOT NULL REFERENCES leads,
  event_id TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  event BLOB NOT NULL,            -- lotse.v1.LeadEvent
  outcome TEXT,                   -- NULL: not decided yet
  reason TEXT,                    -- why it was refused or took no transition
  PRIMARY KEY (lead_id, event_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS events_undecided
  ON events(lead_id, occurred_at, event_id) WHERE outcome IS NULL;

-- Output of decisions: transitions and what happened to clocks.
CREATE TABLE IF NOT EXISTS history (
  id INTEGER PRIMARY KEY,
  lead_id TEXT NOT NULL REFERENCES leads,
  revision INTEGER NOT NULL,      -- of the decision
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,             -- "transition" or "clock"
  name TEXT NOT NULL,             -- id of the transition or clock
  from_state TEXT,
  to_state TEXT,                  -- for clocks what happened: "breached"
  event_id TEXT,                  -- NULL: time or automation
  observed INTEGER NOT NULL,      -- 1: a person had moved the card already
  stayed INTEGER,                 -- microseconds in from_state
  note TEXT,                      -- what an observed move broke
  replaced_by INTEGER             -- revision of a replay that tells it anew
);
CREATE INDEX IF NOT EXISTS history_of_lead ON history(lead_id, id);

CREATE TABLE IF NOT EXISTS tasks (
  id INTEGER PRIMARY KEY,
  lead_id TEXT NOT NULL REFERENCES leads,
  task TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  due_at INTEGER,
  role TEXT NOT NULL,
  owner TEXT NOT NULL,
  status TEXT NOT NULL            -- open, withheld, done, dropped, shadow
);
CREATE INDEX IF NOT EXISTS tasks_of_lead ON tasks(lead_id, id);

-- An outbox: whoever sends e-mail reads it after the transaction.
CREATE TABLE IF NOT EXISTS notices (
  id INTEGER PRIMARY KEY,
  lead_id TEXT NOT NULL REFERENCES leads,
  notice TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  role TEXT NOT NULL,
  owner TEXT NOT NULL,
  status TEXT NOT NULL            -- to_send, sent, dropped, shadow
);
CREATE INDEX IF NOT EXISTS notices_of_lead ON notices(lead_id, id);

-- What decisions ask of the router: an owner, or a release of who has the lead.
CREATE TABLE IF NOT EXISTS routing_inbox (
  lead_id TEXT NOT NULL REFERENCES leads,
  kind TEXT NOT NULL,             -- request, release, forget
  role TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  last_owner TEXT NOT NULL,
  except_owner TEXT NOT NULL,
  handled INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (lead_id, kind, role, requested_at)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS routing_inbox_open
  ON routing_inbox(requested_at, lead_id) WHERE handled = 0;

-- lotse::RoutingState, replaced by compare-and-swap on its revision. Columns
-- are named like the fields.
CREATE TABLE IF NOT EXISTS routing_state (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
  revision INTEGER NOT NULL,
  tenant TEXT NOT NULL,
  spec TEXT NOT NULL,
  next_retry_at INTEGER
);
CREATE TABLE IF NOT EXISTS routing_assignments (
  lead_id TEXT PRIMARY KEY, company_id TEXT, role TEXT, person_id TEXT,
  requested_at INTEGER, assigned_at INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS routing_waiting (
  lead_id TEXT PRIMARY KEY, company_id TEXT, role TEXT, reason TEXT,
  previous_owner TEXT, except_owner TEXT, requested_at INTEGER, since INTEGER,
  attempts INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS routing_turns (
  pool TEXT, person_id TEXT, turn INTEGER, credit INTEGER,
  PRIMARY KEY (pool, person_id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS routing_days (
  person_id TEXT PRIMARY KEY, date INTEGER, count INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS routing_leads (
  id TEXT, role TEXT, person_id TEXT, at INTEGER, PRIMARY KEY (id, role)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS routing_companies (
  id TEXT, role TEXT, person_id TEXT, at INTEGER, PRIMARY KEY (id, role)
) WITHOUT ROWID;

-- Who takes leads.
CREATE TABLE IF NOT EXISTS staff (
  person_id TEXT PRIMARY KEY,
  pool TEXT NOT NULL,
  max_open INTEGER,               -- NULL: no limit
  paused INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Keyed hashes of addresses that must not be contacted again; they outlive the
-- lead.
CREATE TABLE IF NOT EXISTS suppression (
  hash TEXT PRIMARY KEY,
  since INTEGER NOT NULL
) WITHOUT ROWID;

-- Specs in force, the latest last.
CREATE TABLE IF NOT EXISTS specs (
  version INTEGER PRIMARY KEY,
  spec TEXT NOT NULL,             -- lotse.v1.EngineSpec as JSON
  published_at INTEGER NOT NULL
);
