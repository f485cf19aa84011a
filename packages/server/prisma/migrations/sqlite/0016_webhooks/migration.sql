-- CreateTable
CREATE TABLE "WebhookEndpoint" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "integrationId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "subjectId" INTEGER NOT NULL,
    "cipher" BLOB,
    "fails" INTEGER NOT NULL DEFAULT 0,
    "failingSince" BIGINT,
    "leaseBy" TEXT,
    "leaseUntil" BIGINT,
    "askedAt" BIGINT,
    "createdAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "headHash" BLOB NOT NULL,
    "state" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "endpointId" INTEGER NOT NULL,
    "eventId" INTEGER,
    "thingId" INTEGER,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 0,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "dueAt" BIGINT,
    "log" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "endedAt" BIGINT
);

-- CreateIndex
CREATE INDEX "WebhookEndpoint_integrationId_id_idx" ON "WebhookEndpoint"("integrationId", "id");

-- CreateIndex
CREATE INDEX "WebhookEndpoint_status_id_idx" ON "WebhookEndpoint"("status", "id");

-- CreateIndex
CREATE INDEX "WebhookDelivery_endpointId_dueAt_idx" ON "WebhookDelivery"("endpointId", "dueAt");

-- CreateIndex
CREATE INDEX "WebhookDelivery_endpointId_status_id_idx" ON "WebhookDelivery"("endpointId", "status", "id");

-- CreateIndex
CREATE INDEX "WebhookDelivery_createdAt_idx" ON "WebhookDelivery"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "WebhookDelivery_endpointId_eventId_key" ON "WebhookDelivery"("endpointId", "eventId");

-- What happened before is told to nobody: the reader begins here, not at the first event of a city's years.
INSERT INTO "ReaderCursor" ("name", "position") SELECT 'webhooks', coalesce(max("position"), 0) FROM "Event";
