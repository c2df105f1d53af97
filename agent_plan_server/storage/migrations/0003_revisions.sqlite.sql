-- Plans are revised while agents work on them. A task knows the event that changed what is asked of it last, a claim the
-- last one that its holder was shown; keys that a task had before stay the names of its older claims.
ALTER TABLE tasks ADD COLUMN revised_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN told_seq INTEGER NOT NULL DEFAULT 0;

CREATE TABLE former_keys (
  key TEXT NOT NULL,
  task_id INTEGER NOT NULL REFERENCES tasks(id),
  PRIMARY KEY (key, task_id)
) STRICT, WITHOUT ROWID;
