-- Addresses of other programs, which hear what happens in a studio, and each thing that they hear.
-- CreateTable
CREATE TABLE "WebhookEndpoint" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "topics" TEXT[],
    "secretCipher" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "failingSince" TIMESTAMPTZ(3),
    "offAt" TIMESTAMPTZ(3),
    "offWhy" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "WebhookEndpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "endpointId" UUID NOT NULL,
    "entryId" UUID,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3),
    "deliveredAt" TIMESTAMPTZ(3),
    "triedAt" TIMESTAMPTZ(3),
    "status" INTEGER,
    "tookMs" INTEGER,
    "answer" TEXT NOT NULL DEFAULT '',
    "why" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "WebhookEndpoint_freelancerId_id_key" ON "WebhookEndpoint"("freelancerId", "id");

-- CreateIndex
CREATE INDEX "WebhookDelivery_dueAt_idx" ON "WebhookDelivery"("dueAt");

-- CreateIndex
CREATE INDEX "WebhookDelivery_endpointId_id_idx" ON "WebhookDelivery"("endpointId", "id");

-- CreateIndex
CREATE INDEX "WebhookDelivery_entryId_idx" ON "WebhookDelivery"("entryId");

-- CreateIndex
CREATE INDEX "WebhookDelivery_at_idx" ON "WebhookDelivery"("at");

-- CreateIndex
CREATE UNIQUE INDEX "WebhookDelivery_endpointId_entryId_key" ON "WebhookDelivery"("endpointId", "entryId");

-- CreateIndex
CREATE UNIQUE INDEX "HistoryEntry_freelancerId_id_key" ON "HistoryEntry"("freelancerId", "id");

-- AddForeignKey
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_freelancerId_endpointId_fkey" FOREIGN KEY ("freelancerId", "endpointId") REFERENCES "WebhookEndpoint"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_freelancerId_entryId_fkey" FOREIGN KEY ("freelancerId", "entryId") REFERENCES "HistoryEntry"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What an address hears is written with the history entry itself, whoever wrote that: both are there, or neither.
-- What happened before the address was added is not told, nor what an import brings along.
CREATE FUNCTION "planWebhookDeliveries"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "WebhookDelivery" ("id", "freelancerId", "endpointId", "entryId", "kind", "at", "dueAt")
  SELECT gen_random_uuid(), NEW."freelancerId", e."id", NEW."id", NEW."kind", NEW."at", now()
  FROM "WebhookEndpoint" e
  WHERE e."freelancerId" = NEW."freelancerId" AND e."offAt" IS NULL AND e."createdAt" <= NEW."at"
    AND split_part(NEW."kind", '.', 1) = ANY(e."topics");
  RETURN NULL;
END $$;

CREATE TRIGGER "planWebhookDeliveries" AFTER INSERT ON "HistoryEntry"
  FOR EACH ROW EXECUTE FUNCTION "planWebhookDeliveries"();

-- Wakes the workers when the transaction ends, where there is something to send.
CREATE FUNCTION "tellWebhookWorkers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added) THEN PERFORM pg_notify('uptomark_live', 'queue:send-webhooks'); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "tellWebhookWorkers" AFTER INSERT ON "WebhookDelivery"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "tellWebhookWorkers"();
