-- What is counted for CSQ: a studio's months, each counted once, and from which day on something has changed since.
-- Prisma knows the tables; the functions, the triggers and the partial indexes it does not.

-- AlterTable
ALTER TABLE "Studio" ADD COLUMN     "yearReviewAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "FigureMonth" (
    "freelancerId" UUID NOT NULL,
    "month" DATE NOT NULL,
    "counts" JSONB NOT NULL,

    CONSTRAINT "FigureMonth_pkey" PRIMARY KEY ("freelancerId","month")
);

-- CreateTable
CREATE TABLE "FigurePeriod" (
    "freelancerId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "FigurePeriod_pkey" PRIMARY KEY ("freelancerId","from","until")
);

-- CreateTable
CREATE TABLE "FigureState" (
    "freelancerId" UUID NOT NULL,
    "countedAt" TIMESTAMPTZ(3) NOT NULL,
    "rules" INTEGER NOT NULL,
    "counts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "FigureState_pkey" PRIMARY KEY ("freelancerId")
);

-- CreateTable
CREATE TABLE "FigureChange" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "fromOn" DATE NOT NULL,

    CONSTRAINT "FigureChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "FigureChange_freelancerId_fromOn_idx" ON "FigureChange"("freelancerId", "fromOn");

-- CreateIndex
CREATE INDEX "DeadlineMiss_freelancerId_promisedOn_idx" ON "DeadlineMiss"("freelancerId", "promisedOn");

-- CreateIndex
CREATE INDEX "Case_freelancerId_openedAt_idx" ON "Case"("freelancerId", "openedAt");

-- CreateIndex
CREATE INDEX "Complaint_freelancerId_at_idx" ON "Complaint"("freelancerId", "at");

-- CreateIndex
CREATE INDEX "Remedy_freelancerId_promisedAt_idx" ON "Remedy"("freelancerId", "promisedAt");

-- CreateIndex
CREATE INDEX "QuietCheck_freelancerId_askedAt_idx" ON "QuietCheck"("freelancerId", "askedAt");

-- AddForeignKey
ALTER TABLE "FigureMonth" ADD CONSTRAINT "FigureMonth_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FigurePeriod" ADD CONSTRAINT "FigurePeriod_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FigureState" ADD CONSTRAINT "FigureState_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FigureChange" ADD CONSTRAINT "FigureChange_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- Promises that were met after their day, by that day.
CREATE INDEX "Deadline_met_by_promise_idx" ON "Deadline"("freelancerId", "promisedOn") WHERE "metAt" IS NOT NULL;

-- Clients who came back, of everything that happened.
CREATE INDEX "HistoryEntry_came_back_idx" ON "HistoryEntry"("freelancerId", "at") WHERE "kind" = 'client.cameBack';

-- The day before an instant's in UTC: in no zone is it an earlier one.
CREATE FUNCTION figures_day(at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (at AT TIME ZONE 'UTC')::date - 1;

-- Notes from which day on a studio's months are to be counted again. Every change is a row of its own, so that no two
-- transactions wait for each other. A studio that is being deleted has nothing to be counted.
CREATE FUNCTION figures_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner uuid := coalesce(NEW."freelancerId", OLD."freelancerId"); days date[];
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'Answer' THEN
      -- It counts in the month of the first answer, whose revision it may be.
      days := ARRAY[figures_day(OLD."answeredAt"), figures_day(NEW."answeredAt"),
        (SELECT figures_day(min(a."answeredAt")) FROM "Answer" a
          WHERE a."surveyId" = coalesce(NEW."surveyId", OLD."surveyId"))];
    WHEN 'AssignmentDate' THEN days := ARRAY[OLD."doneOn", NEW."doneOn"];
    WHEN 'AssignmentDateMove' THEN
      -- By a move a payment is no longer late, or no longer kept as it was promised first.
      days := ARRAY(SELECT d."doneOn" FROM "AssignmentDate" d WHERE d."id" IN (NEW."dateId", OLD."dateId"));
    WHEN 'AssignmentMessage' THEN days := ARRAY[figures_day(OLD."writtenAt"), figures_day(NEW."writtenAt")];
    WHEN 'Case' THEN days := ARRAY[figures_day(OLD."openedAt"), figures_day(NEW."openedAt")];
    WHEN 'Complaint' THEN days := ARRAY[figures_day(OLD."at"), figures_day(NEW."at")];
    WHEN 'Deadline' THEN
      days := ARRAY[OLD."promisedOn", NEW."promisedOn", figures_day(OLD."metAt"), figures_day(NEW."metAt")];
      -- Whose promise it is decides about its earlier moves too.
      IF OLD."holder" <> NEW."holder" THEN
        days := days || (SELECT figures_day(min(m."movedAt")) FROM "DeadlineMove" m WHERE m."deadlineId" = NEW."id");
      END IF;
    WHEN 'DeadlineMiss' THEN days := ARRAY[OLD."promisedOn", NEW."promisedOn"];
    WHEN 'DeadlineMove' THEN days := ARRAY[figures_day(OLD."movedAt"), figures_day(NEW."movedAt")];
    WHEN 'Failure' THEN days := ARRAY[OLD."beganOn", NEW."beganOn"];
    WHEN 'HistoryEntry' THEN days := ARRAY[figures_day(OLD."at"), figures_day(NEW."at")];
    WHEN 'KeptFigure' THEN days := ARRAY[OLD."month", NEW."month"];
    WHEN 'LedgerEntry' THEN days := ARRAY[OLD."happenedOn", NEW."happenedOn"];
    WHEN 'Message' THEN days := ARRAY[figures_day(OLD."writtenAt"), figures_day(NEW."writtenAt")];
    WHEN 'Pledge' THEN
      -- A pledge counts from when the message that said it was to be read.
      days := ARRAY(SELECT figures_day(m."writtenAt") FROM "Message" m
        WHERE m."id" IN (NEW."messageId", OLD."messageId"));
    WHEN 'PledgeMove' THEN
      days := ARRAY(SELECT figures_day(m."writtenAt") FROM "Message" m JOIN "Pledge" g ON g."messageId" = m."id"
        WHERE g."id" IN (NEW."pledgeId", OLD."pledgeId"));
    WHEN 'Project' THEN days := ARRAY[figures_day(OLD."completedAt"), figures_day(NEW."completedAt")];
    WHEN 'QuietCheck' THEN
      days := ARRAY[figures_day(OLD."askedAt"), figures_day(NEW."askedAt"), figures_day(OLD."answeredAt"),
        figures_day(NEW."answeredAt")];
    WHEN 'Remedy' THEN days := ARRAY[figures_day(OLD."promisedAt"), figures_day(NEW."promisedAt")];
    -- Its zone and its hours say where months begin, and how long a reply took.
    WHEN 'Studio' THEN days := ARRAY[date '2000-01-01'];
  END CASE;
  INSERT INTO "FigureChange" ("id", "freelancerId", "fromOn")
    SELECT gen_random_uuid(), owner, min(day) FROM unnest(days) AS day
    WHERE EXISTS (SELECT 1 FROM "Studio" s WHERE s."freelancerId" = owner) HAVING min(day) IS NOT NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER "Answer_figures" AFTER INSERT OR UPDATE OR DELETE
  ON "Answer" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "Case_figures" AFTER INSERT OR UPDATE OF "openedAt", "firstRespondedAt" OR DELETE
  ON "Case" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "Complaint_figures" AFTER INSERT OR UPDATE OF "at" OR DELETE
  ON "Complaint" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "Deadline_figures" AFTER INSERT OR UPDATE OF "promisedOn", "metAt", "holder" OR DELETE
  ON "Deadline" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "DeadlineMiss_figures" AFTER INSERT OR UPDATE OR DELETE
  ON "DeadlineMiss" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "DeadlineMove_figures" AFTER INSERT OR UPDATE OR DELETE
  ON "DeadlineMove" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "Failure_figures" AFTER INSERT OR UPDATE OF "beganOn" OR DELETE
  ON "Failure" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "LedgerEntry_figures"
  AFTER INSERT OR UPDATE OF "happenedOn", "kind", "complaintId", "deadlineMissId", "failureId", "quietCheckId" OR DELETE
  ON "LedgerEntry" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "Message_figures" AFTER INSERT OR DELETE OR UPDATE OF "clientId", "projectId", "contactId", "channel",
    "text", "writtenAt", "loggedAt", "isAutomatic", "heldUntil", "noReplyAt"
  ON "Message" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "Pledge_figures" AFTER INSERT OR UPDATE OF "messageId", "keptAt", "missedAt" OR DELETE
  ON "Pledge" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "PledgeMove_figures" AFTER INSERT OR UPDATE OF "pledgeId" OR DELETE
  ON "PledgeMove" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "Project_figures" AFTER UPDATE OF "completedAt" OR DELETE
  ON "Project" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "Project_figures_new" AFTER INSERT
  ON "Project" FOR EACH ROW WHEN (NEW."completedAt" IS NOT NULL) EXECUTE FUNCTION figures_note();
CREATE TRIGGER "QuietCheck_figures" AFTER INSERT OR UPDATE OF "askedAt", "answeredAt", "reason", "isComplaint" OR DELETE
  ON "QuietCheck" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "Remedy_figures" AFTER INSERT OR UPDATE OF "promisedAt", "keptAt", "waivedAt" OR DELETE
  ON "Remedy" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "HistoryEntry_figures_new" AFTER INSERT
  ON "HistoryEntry" FOR EACH ROW WHEN (NEW."kind" = 'client.cameBack') EXECUTE FUNCTION figures_note();
CREATE TRIGGER "HistoryEntry_figures" AFTER UPDATE OR DELETE
  ON "HistoryEntry" FOR EACH ROW WHEN (OLD."kind" = 'client.cameBack') EXECUTE FUNCTION figures_note();
CREATE TRIGGER "Studio_figures" AFTER UPDATE OF "zone", "hours", "country", "daysOff"
  ON "Studio" FOR EACH ROW WHEN ((OLD."zone", OLD."hours", OLD."country", OLD."daysOff")
    IS DISTINCT FROM (NEW."zone", NEW."hours", NEW."country", NEW."daysOff")) EXECUTE FUNCTION figures_note();
