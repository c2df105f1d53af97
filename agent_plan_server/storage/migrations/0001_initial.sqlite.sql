-- The first schema. Times named *_at are milliseconds since the epoch (UTC), for people; times named *_clock are
-- milliseconds on the lease clock, which nobody can set. Lists and records that are always read whole are JSON text,
-- opened in Python and never in SQL. Every index of tasks, claims, notes and events is a page more in each commit: none is
-- there for comfort. Rows are never deleted (but old requests), so ids only grow without AUTOINCREMENT.

CREATE TABLE store (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE plans (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  goal TEXT NOT NULL DEFAULT '',
  format TEXT NOT NULL,
  source TEXT NOT NULL,
  digest TEXT NOT NULL,
  imported_at INTEGER NOT NULL
) STRICT;

CREATE INDEX plans_newest ON plans(imported_at, id);

-- The plan as imported, for the next import to compare with; apart, because it is large and rarely read.
CREATE TABLE drafts (
  plan_id INTEGER PRIMARY KEY REFERENCES plans(id),
  draft TEXT NOT NULL
) STRICT;

CREATE TABLE phases (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans(id),
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  goal TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  estimate TEXT,
  estimate_minutes INTEGER,
  actual TEXT,
  complexity TEXT,
  blockers INTEGER NOT NULL DEFAULT 0 CHECK (blockers >= 0),
  closed_at INTEGER,
  UNIQUE (plan_id, number)
) STRICT;

CREATE TABLE phase_dependencies (
  phase_id INTEGER NOT NULL REFERENCES phases(id),
  depends_on INTEGER NOT NULL REFERENCES phases(id),
  stated INTEGER NOT NULL,
  PRIMARY KEY (phase_id, depends_on),
  CHECK (phase_id <> depends_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX phase_dependents ON phase_dependencies(depends_on);

CREATE TABLE tasks (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans(id),
  phase_id INTEGER NOT NULL REFERENCES phases(id),
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('proposed', 'pending', 'in_progress', 'blocked', 'completed', 'failed', 'skipped')),
  proof TEXT CHECK (proof IN ('reported', 'verified', 'waived')),
  blockers INTEGER NOT NULL DEFAULT 0 CHECK (blockers >= 0),
  attempts INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  scope TEXT NOT NULL DEFAULT '[]',
  estimate TEXT,
  estimate_minutes INTEGER,
  rank INTEGER NOT NULL DEFAULT 0,
  place INTEGER NOT NULL DEFAULT 0,          -- the order of offered work in one number: longest remaining path, then plan order
  owner TEXT,
  origin TEXT,
  line INTEGER,
  raw TEXT NOT NULL DEFAULT '',
  heading_path TEXT NOT NULL DEFAULT '[]',
  UNIQUE (plan_id, key),
  CHECK ((status = 'completed') = (proof IS NOT NULL))
) STRICT;
CREATE INDEX tasks_ready ON tasks(plan_id, place) WHERE status = 'pending' AND blockers = 0;
CREATE INDEX tasks_phase ON tasks(phase_id, position);
CREATE INDEX tasks_key ON tasks(key);
CREATE INDEX tasks_stopped ON tasks(plan_id) WHERE status IN ('proposed', 'blocked', 'failed');

-- How many tasks of a phase are in which state; `completed` is split into its proofs. Status is read from here, so
-- that it costs the same at any number of tasks; `doctor` recounts it.
CREATE TABLE progress (
  phase_id INTEGER NOT NULL REFERENCES phases(id),
  state TEXT NOT NULL,
  tasks INTEGER NOT NULL CHECK (tasks >= 0),
  minutes INTEGER NOT NULL,
  PRIMARY KEY (phase_id, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE steps (
  task_id INTEGER NOT NULL REFERENCES tasks(id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (task_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE dependencies (
  task_id INTEGER NOT NULL REFERENCES tasks(id),
  depends_on INTEGER NOT NULL REFERENCES tasks(id),
  stated INTEGER NOT NULL,
  PRIMARY KEY (task_id, depends_on),
  CHECK (task_id <> depends_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX dependents ON dependencies(depends_on);

CREATE TABLE criteria (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans(id),
  phase_id INTEGER REFERENCES phases(id),
  task_id INTEGER REFERENCES tasks(id),
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  path TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'met', 'failed', 'waived')),
  line INTEGER
) STRICT;
CREATE INDEX criteria_task ON criteria(task_id);
CREATE INDEX criteria_phase ON criteria(phase_id);

CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans(id),
  phase_id INTEGER REFERENCES phases(id),
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  fields TEXT NOT NULL DEFAULT '{}',
  line INTEGER
) STRICT;
CREATE INDEX entries_plan ON entries(plan_id, kind);

CREATE TABLE agents (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  principal TEXT NOT NULL,
  client TEXT,
  client_session TEXT,
  session INTEGER,
  registered_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  read_message INTEGER NOT NULL DEFAULT 0,
  synced_seq INTEGER NOT NULL DEFAULT 0,     -- up to where it has read the morning sync
  told_at INTEGER NOT NULL                   -- when it was last told of decisions while it waited
) STRICT;
CREATE INDEX agents_client_session ON agents(client_session) WHERE client_session IS NOT NULL;

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  pid INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  gone_clock INTEGER                         -- when its death was first noticed
) STRICT;

CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans(id),
  task_id INTEGER NOT NULL REFERENCES tasks(id),
  number INTEGER NOT NULL,                   -- the fencing number: it grows with every attempt at the task
  nonce TEXT NOT NULL,
  agent_id INTEGER NOT NULL REFERENCES agents(id),
  session INTEGER,
  scope TEXT NOT NULL,
  claimed_at INTEGER NOT NULL,
  lease_ms INTEGER NOT NULL,
  expires_clock INTEGER NOT NULL,
  paused_clock INTEGER,                      -- the lease stands still from here, while a person decides
  ended_at INTEGER,
  outcome TEXT,
  reason TEXT,
  base_commit TEXT,
  branch TEXT,
  UNIQUE (task_id, number),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT;
-- No double work: the engine itself forbids a second live claim on a task.
CREATE UNIQUE INDEX claims_live ON claims(task_id) WHERE ended_at IS NULL;

CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans(id),
  phase_id INTEGER REFERENCES phases(id),
  task_id INTEGER REFERENCES tasks(id),
  claim_id INTEGER REFERENCES claims(id),
  kind TEXT NOT NULL,
  question TEXT NOT NULL,
  options TEXT NOT NULL,
  conditions TEXT NOT NULL DEFAULT '[]',
  due TEXT,
  asked_by TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by TEXT,
  option TEXT,
  reason TEXT,
  is_open INTEGER NOT NULL DEFAULT 1,        -- a gate answered with "no" stays open: nobody passes
  line INTEGER
) STRICT;
CREATE INDEX decisions_open ON decisions(plan_id) WHERE is_open = 1;
-- One undecided question a task: asking twice finds the first.
CREATE UNIQUE INDEX decisions_task ON decisions(task_id) WHERE is_open = 1 AND task_id IS NOT NULL;

CREATE TABLE decision_tasks (
  decision_id INTEGER NOT NULL REFERENCES decisions(id),
  task_id INTEGER NOT NULL REFERENCES tasks(id),
  PRIMARY KEY (decision_id, task_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_before ON decision_tasks(task_id);

CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER REFERENCES plans(id),
  task_id INTEGER REFERENCES tasks(id),
  claim_id INTEGER REFERENCES claims(id),
  author TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  orphan INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX notes_task ON notes(task_id, id);

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  sender TEXT NOT NULL,
  recipient_id INTEGER REFERENCES agents(id),  -- absent: everybody
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  about TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_recipient ON messages(recipient_id, id);

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  criterion_id INTEGER NOT NULL REFERENCES criteria(id),
  claim_id INTEGER REFERENCES claims(id),
  author TEXT NOT NULL,
  tier TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_criterion ON evidence(criterion_id);

CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  clock INTEGER NOT NULL,
  plan_id INTEGER,
  task_id INTEGER,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX events_task ON events(task_id, seq);
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TABLE requests (
  principal TEXT NOT NULL,
  key TEXT NOT NULL,
  verb TEXT NOT NULL,
  reply TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (principal, key)
) STRICT, WITHOUT ROWID;
