-- CreateTable
CREATE TABLE "Resident" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "jurisdiction" TEXT NOT NULL,
    "subjectId" INTEGER NOT NULL,
    "persona" TEXT,
    "profile" BLOB NOT NULL,
    "phoneHash" BLOB,
    "createdAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Staff" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "persona" TEXT,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "active" INTEGER NOT NULL DEFAULT 1
);

-- CreateTable
CREATE TABLE "StaffRole" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "staffId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "areaPath" TEXT NOT NULL,
    "bodyCode" TEXT,
    "fromAt" BIGINT NOT NULL,
    "untilAt" BIGINT
);

-- CreateTable
CREATE TABLE "Session" (
    "tokenHash" BLOB NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "actorId" INTEGER NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Appeal" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "code" TEXT NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "areaPath" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "externalId" TEXT,
    "residentId" INTEGER,
    "subjectId" INTEGER,
    "anonymous" INTEGER NOT NULL DEFAULT 0,
    "consent" INTEGER NOT NULL DEFAULT 0,
    "text" TEXT NOT NULL,
    "address" TEXT,
    "lng" REAL,
    "lat" REAL,
    "accuracy" REAL,
    "cell" INTEGER,
    "bodyCode" TEXT,
    "handlerId" INTEGER,
    "submittedAt" BIGINT NOT NULL,
    "dueAt" BIGINT,
    "updatedAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "headHash" BLOB NOT NULL,
    "state" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Event" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "position" INTEGER,
    "thingKind" TEXT NOT NULL,
    "thingId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" INTEGER,
    "actorRole" TEXT,
    "visibility" TEXT NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "data" TEXT,
    "mac" BLOB NOT NULL,
    "prevHash" BLOB NOT NULL,
    "hash" BLOB NOT NULL
);

-- CreateTable
CREATE TABLE "EventSecret" (
    "eventId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "subjectId" INTEGER NOT NULL,
    "cipher" BLOB NOT NULL
);

-- CreateTable
CREATE TABLE "SubjectKey" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "keyId" TEXT NOT NULL,
    "wrapped" BLOB,
    "erasedAt" BIGINT
);

-- CreateTable
CREATE TABLE "AppealContact" (
    "appealId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "subjectId" INTEGER NOT NULL,
    "cipher" BLOB NOT NULL,
    "phoneHash" BLOB
);

-- CreateTable
CREATE TABLE "Idempotency" (
    "actor" TEXT NOT NULL,
    "procedure" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bodyHash" BLOB NOT NULL,
    "response" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    PRIMARY KEY ("actor", "procedure", "key")
);

-- CreateTable
CREATE TABLE "ReaderCursor" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "position" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Checkpoint" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "fromPosition" INTEGER NOT NULL,
    "toPosition" INTEGER NOT NULL,
    "digest" BLOB NOT NULL,
    "signature" BLOB NOT NULL,
    "keyId" TEXT NOT NULL,
    "at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Counter" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "File" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "token" TEXT NOT NULL,
    "ownerKind" TEXT NOT NULL,
    "ownerId" INTEGER,
    "thingKind" TEXT,
    "thingId" INTEGER,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "sha256" BLOB NOT NULL,
    "takenAt" BIGINT,
    "lng" REAL,
    "lat" REAL,
    "createdAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "SavedPlace" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "residentId" INTEGER NOT NULL,
    "cipher" BLOB NOT NULL,
    "createdAt" BIGINT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Resident_subjectId_key" ON "Resident"("subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Resident_persona_key" ON "Resident"("persona");

-- CreateIndex
CREATE UNIQUE INDEX "Resident_phoneHash_key" ON "Resident"("phoneHash");

-- CreateIndex
CREATE UNIQUE INDEX "Staff_persona_key" ON "Staff"("persona");

-- CreateIndex
CREATE INDEX "StaffRole_staffId_idx" ON "StaffRole"("staffId");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Appeal_code_key" ON "Appeal"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Appeal_externalId_key" ON "Appeal"("externalId");

-- CreateIndex
CREATE INDEX "Appeal_residentId_id_idx" ON "Appeal"("residentId", "id");

-- CreateIndex
CREATE INDEX "Appeal_status_dueAt_id_idx" ON "Appeal"("status", "dueAt", "id");

-- CreateIndex
CREATE INDEX "Appeal_bodyCode_status_dueAt_id_idx" ON "Appeal"("bodyCode", "status", "dueAt", "id");

-- CreateIndex
CREATE INDEX "Appeal_bodyCode_id_idx" ON "Appeal"("bodyCode", "id");

-- CreateIndex
CREATE INDEX "Appeal_cell_id_idx" ON "Appeal"("cell", "id");

-- CreateIndex
CREATE INDEX "Appeal_areaPath_id_idx" ON "Appeal"("areaPath", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Event_position_key" ON "Event"("position");

-- CreateIndex
CREATE UNIQUE INDEX "Event_thingKind_thingId_seq_key" ON "Event"("thingKind", "thingId", "seq");

-- CreateIndex
CREATE INDEX "EventSecret_subjectId_idx" ON "EventSecret"("subjectId");

-- CreateIndex
CREATE INDEX "AppealContact_phoneHash_idx" ON "AppealContact"("phoneHash");

-- CreateIndex
CREATE INDEX "Idempotency_at_idx" ON "Idempotency"("at");

-- CreateIndex
CREATE UNIQUE INDEX "File_token_key" ON "File"("token");

-- CreateIndex
CREATE INDEX "File_thingKind_thingId_idx" ON "File"("thingKind", "thingId");

-- CreateIndex
CREATE INDEX "File_createdAt_idx" ON "File"("createdAt");

-- CreateIndex
CREATE INDEX "SavedPlace_residentId_id_idx" ON "SavedPlace"("residentId", "id");

-- Full text over the bigrams that the application makes; rowid is the appeal's id. Contentless: the words are not kept twice.
CREATE VIRTUAL TABLE "AppealSearch" USING fts5("grams", content='', contentless_delete=1, tokenize='unicode61');
