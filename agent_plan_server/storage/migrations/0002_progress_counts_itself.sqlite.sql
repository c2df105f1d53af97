-- The figures of `progress` follow the tasks by themselves: no statement can forget them, and a claim sends one less.
-- `proof` is there exactly when a task is completed, so that it is the state where there is one.

CREATE TRIGGER progress_of_new_task AFTER INSERT ON tasks BEGIN
  UPDATE progress SET tasks = tasks + 1, minutes = minutes + coalesce(new.estimate_minutes, 0)
  WHERE phase_id = new.phase_id AND state = coalesce(new.proof, new.status);
END;

CREATE TRIGGER progress_of_changed_task AFTER UPDATE OF status, proof, phase_id, estimate_minutes ON tasks BEGIN
  UPDATE progress SET tasks = tasks - 1, minutes = minutes - coalesce(old.estimate_minutes, 0)
  WHERE phase_id = old.phase_id AND state = coalesce(old.proof, old.status);
  UPDATE progress SET tasks = tasks + 1, minutes = minutes + coalesce(new.estimate_minutes, 0)
  WHERE phase_id = new.phase_id AND state = coalesce(new.proof, new.status);
END;

CREATE TRIGGER progress_of_deleted_task AFTER DELETE ON tasks BEGIN
  UPDATE progress SET tasks = tasks - 1, minutes = minutes - coalesce(old.estimate_minutes, 0)
  WHERE phase_id = old.phase_id AND state = coalesce(old.proof, old.status);
END;

-- Of the pending tasks of a phase, those that may be claimed: a part of them, in a row of its own.

INSERT INTO progress (phase_id, state, tasks, minutes)
SELECT p.id, 'ready', (SELECT count(*) FROM tasks t WHERE t.phase_id = p.id AND t.status = 'pending' AND t.blockers = 0), 0
FROM phases p;

CREATE TRIGGER ready_of_new_task AFTER INSERT ON tasks WHEN new.status = 'pending' AND new.blockers = 0 BEGIN
  UPDATE progress SET tasks = tasks + 1 WHERE phase_id = new.phase_id AND state = 'ready';
END;

CREATE TRIGGER ready_of_task_no_longer AFTER UPDATE OF status, blockers, phase_id ON tasks
WHEN old.status = 'pending' AND old.blockers = 0
  AND NOT (new.status = 'pending' AND new.blockers = 0 AND new.phase_id = old.phase_id) BEGIN
  UPDATE progress SET tasks = tasks - 1 WHERE phase_id = old.phase_id AND state = 'ready';
END;

CREATE TRIGGER ready_of_task_from_now AFTER UPDATE OF status, blockers, phase_id ON tasks
WHEN new.status = 'pending' AND new.blockers = 0
  AND NOT (old.status = 'pending' AND old.blockers = 0 AND new.phase_id = old.phase_id) BEGIN
  UPDATE progress SET tasks = tasks + 1 WHERE phase_id = new.phase_id AND state = 'ready';
END;

CREATE TRIGGER ready_of_deleted_task AFTER DELETE ON tasks WHEN old.status = 'pending' AND old.blockers = 0 BEGIN
  UPDATE progress SET tasks = tasks - 1 WHERE phase_id = old.phase_id AND state = 'ready';
END;
