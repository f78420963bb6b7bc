-- The worker's tasks ask for what is due by an index, however many studios there are.

CREATE TYPE "StudioTask" AS ENUM ('MORNING_EMAIL', 'YEAR_REVIEW', 'QUIET_CHECK', 'FORGET');

CREATE TABLE "StudioDue" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "freelancerId" UUID NOT NULL,
    "task" "StudioTask" NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StudioDue_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "StudioDue_task_dueAt_id_idx" ON "StudioDue"("task", "dueAt", "id");
CREATE INDEX "StudioDue_freelancerId_idx" ON "StudioDue"("freelancerId");

ALTER TABLE "StudioDue" ADD CONSTRAINT "StudioDue_freelancerId_fkey" FOREIGN KEY ("freelancerId")
  REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- Every task looks at every studio once, and then knows when to look again.
INSERT INTO "StudioDue" ("freelancerId", "task", "dueAt")
  SELECT s."freelancerId", task, timestamptz 'epoch' FROM "Studio" s, unnest(enum_range(NULL::"StudioTask")) AS task;

-- A change after which a task has to look at a studio at once. A row is added and none is changed, so that nobody
-- waits for anybody.
CREATE FUNCTION studio_is_due(owner uuid, VARIADIC tasks "StudioTask"[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "StudioDue" ("freelancerId", "task", "dueAt")
    SELECT owner, task, timestamptz 'epoch' FROM unnest(tasks) AS task
    WHERE EXISTS (SELECT 1 FROM "Studio" s WHERE s."freelancerId" = owner)
$$;

CREATE FUNCTION due_with_studio() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM studio_is_due(NEW."freelancerId", VARIADIC enum_range(NULL::"StudioTask"));
    -- Its months are counted for the first time.
    INSERT INTO "FigureChange" ("id", "freelancerId", "fromOn")
      VALUES (gen_random_uuid(), NEW."freelancerId", date '2000-01-01');
    RETURN NULL;
  END IF;
  IF (OLD."zone", OLD."hours", OLD."country", OLD."daysOff", OLD."yearReviewAt")
    IS DISTINCT FROM (NEW."zone", NEW."hours", NEW."country", NEW."daysOff", NEW."yearReviewAt") THEN
    PERFORM studio_is_due(NEW."freelancerId", 'MORNING_EMAIL', 'YEAR_REVIEW');
  END IF;
  IF OLD."quietMonths" <> NEW."quietMonths" THEN
    PERFORM studio_is_due(NEW."freelancerId", 'QUIET_CHECK');
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION due_for_quiet_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM studio_is_due(coalesce(NEW."freelancerId", OLD."freelancerId"), 'QUIET_CHECK');
  RETURN NULL;
END $$;

CREATE FUNCTION due_for_quiet_check_by_many() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM studio_is_due(m."freelancerId", 'QUIET_CHECK')
    FROM (SELECT DISTINCT "freelancerId" FROM many WHERE TG_OP = 'DELETE' OR "completedAt" IS NOT NULL) m;
  RETURN NULL;
END $$;

CREATE FUNCTION due_to_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM studio_is_due(coalesce(NEW."freelancerId", OLD."freelancerId"), 'FORGET');
  RETURN NULL;
END $$;

CREATE TRIGGER "Studio_due" AFTER INSERT OR UPDATE OF "zone", "hours", "country", "daysOff", "yearReviewAt", "quietMonths"
  ON "Studio" FOR EACH ROW EXECUTE FUNCTION due_with_studio();
CREATE TRIGGER "Retention_due" AFTER INSERT OR UPDATE OR DELETE
  ON "Retention" FOR EACH ROW EXECUTE FUNCTION due_to_forget();
CREATE TRIGGER "Project_due_new" AFTER INSERT
  ON "Project" REFERENCING NEW TABLE AS many FOR EACH STATEMENT EXECUTE FUNCTION due_for_quiet_check_by_many();
-- Where a client's last project is gone, an earlier one is the last: its day may be near.
CREATE TRIGGER "Project_due_gone" AFTER DELETE
  ON "Project" REFERENCING OLD TABLE AS many FOR EACH STATEMENT EXECUTE FUNCTION due_for_quiet_check_by_many();
CREATE TRIGGER "Project_due" AFTER UPDATE OF "completedAt", "clientId"
  ON "Project" FOR EACH ROW WHEN ((OLD."completedAt", OLD."clientId") IS DISTINCT FROM (NEW."completedAt", NEW."clientId"))
  EXECUTE FUNCTION due_for_quiet_check();
CREATE TRIGGER "Client_due" AFTER UPDATE OF "caseOpenedAt", "archivedAt"
  ON "Client" FOR EACH ROW WHEN (OLD."caseOpenedAt" IS NOT NULL AND NEW."caseOpenedAt" IS NULL
    OR OLD."archivedAt" IS NOT NULL AND NEW."archivedAt" IS NULL) EXECUTE FUNCTION due_for_quiet_check();
CREATE TRIGGER "FollowUp_due" AFTER UPDATE OF "cancelledAt"
  ON "FollowUp" FOR EACH ROW WHEN (NEW."kind" = 'QUIET_CHECK' AND OLD."cancelledAt" IS DISTINCT FROM NEW."cancelledAt")
  EXECUTE FUNCTION due_for_quiet_check();
CREATE TRIGGER "FollowUp_due_gone" AFTER DELETE
  ON "FollowUp" FOR EACH ROW WHEN (OLD."kind" = 'QUIET_CHECK') EXECUTE FUNCTION due_for_quiet_check();
CREATE TRIGGER "FollowUpSwitch_due" AFTER DELETE
  ON "FollowUpSwitch" FOR EACH ROW WHEN (OLD."kind" = 'QUIET_CHECK') EXECUTE FUNCTION due_for_quiet_check();

-- Which studios' months are counted anew: those of which something changed, and those counted by other rules.
INSERT INTO "FigureChange" ("id", "freelancerId", "fromOn")
  SELECT gen_random_uuid(), s."freelancerId", date '2000-01-01' FROM "Studio" s
  WHERE NOT EXISTS (SELECT 1 FROM "FigureState" f WHERE f."freelancerId" = s."freelancerId");
CREATE INDEX "FigureState_rules_idx" ON "FigureState"("rules");

-- Up to where the claim has gone round among the freelancers, while more emails are due than it looks at; and the same
-- while the install's account rests.
ALTER TABLE "Outbox" ADD COLUMN "wentRoundTo" UUID, ADD COLUMN "wentRoundResting" UUID;

-- Whose the oldest due emails are is read from the index alone.
CREATE INDEX "Email_settledAt_sendAt_freelancerId_idx" ON "Email"("settledAt", "sendAt", "freelancerId");
DROP INDEX "Email_settledAt_sendAt_idx";

CREATE INDEX "Deadline_open_by_promise_idx" ON "Deadline"("promisedOn")
  WHERE "metAt" IS NULL AND "droppedAt" IS NULL AND "holder" = 'FREELANCER';
CREATE INDEX "Studio_zone_idx" ON "Studio"("zone");
CREATE INDEX "Contact_zone_idx" ON "Contact"("zone");
CREATE INDEX "Pledge_owed_idx" ON "Pledge"("dueAt") WHERE "keptAt" IS NULL AND "missedAt" IS NULL;
CREATE INDEX "Studio_erase_idx" ON "Studio"("eraseAt") WHERE "eraseAt" IS NOT NULL;
CREATE INDEX "Survey_link_idx" ON "Survey"("expiresAt") WHERE "tokenCipher" IS NOT NULL;
CREATE INDEX "Email_to_forget_idx" ON "Email"("freelancerId", "settledAt")
  WHERE "forgottenAt" IS NULL AND "settledAt" IS NOT NULL;
CREATE INDEX "InboundEmail_to_forget_idx" ON "InboundEmail"("freelancerId", "receivedAt") WHERE "forgottenAt" IS NULL;
