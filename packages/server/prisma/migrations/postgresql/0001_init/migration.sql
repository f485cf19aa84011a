-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Resident" (
    "id" SERIAL NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "subjectId" INTEGER NOT NULL,
    "persona" TEXT,
    "profile" BYTEA NOT NULL,
    "phoneHash" BYTEA,
    "createdAt" BIGINT NOT NULL,

    CONSTRAINT "Resident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Staff" (
    "id" SERIAL NOT NULL,
    "persona" TEXT,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "active" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffRole" (
    "id" SERIAL NOT NULL,
    "staffId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "areaPath" TEXT NOT NULL,
    "bodyCode" TEXT,
    "fromAt" BIGINT NOT NULL,
    "untilAt" BIGINT,

    CONSTRAINT "StaffRole_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "tokenHash" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "actorId" INTEGER NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "Appeal" (
    "id" SERIAL NOT NULL,
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
    "lng" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "accuracy" DOUBLE PRECISION,
    "cell" INTEGER,
    "bodyCode" TEXT,
    "handlerId" INTEGER,
    "submittedAt" BIGINT NOT NULL,
    "dueAt" BIGINT,
    "updatedAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "headHash" BYTEA NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "Appeal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" SERIAL NOT NULL,
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
    "mac" BYTEA NOT NULL,
    "prevHash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EventSecret" (
    "eventId" INTEGER NOT NULL,
    "subjectId" INTEGER NOT NULL,
    "cipher" BYTEA NOT NULL,

    CONSTRAINT "EventSecret_pkey" PRIMARY KEY ("eventId")
);

-- CreateTable
CREATE TABLE "SubjectKey" (
    "id" SERIAL NOT NULL,
    "keyId" TEXT NOT NULL,
    "wrapped" BYTEA,
    "erasedAt" BIGINT,

    CONSTRAINT "SubjectKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AppealContact" (
    "appealId" INTEGER NOT NULL,
    "subjectId" INTEGER NOT NULL,
    "cipher" BYTEA NOT NULL,
    "phoneHash" BYTEA,

    CONSTRAINT "AppealContact_pkey" PRIMARY KEY ("appealId")
);

-- CreateTable
CREATE TABLE "Idempotency" (
    "actor" TEXT NOT NULL,
    "procedure" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bodyHash" BYTEA NOT NULL,
    "response" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "Idempotency_pkey" PRIMARY KEY ("actor","procedure","key")
);

-- CreateTable
CREATE TABLE "ReaderCursor" (
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "ReaderCursor_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Checkpoint" (
    "id" SERIAL NOT NULL,
    "fromPosition" INTEGER NOT NULL,
    "toPosition" INTEGER NOT NULL,
    "digest" BYTEA NOT NULL,
    "signature" BYTEA NOT NULL,
    "keyId" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "Checkpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Counter" (
    "key" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "Counter_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "File" (
    "id" SERIAL NOT NULL,
    "token" TEXT NOT NULL,
    "ownerKind" TEXT NOT NULL,
    "ownerId" INTEGER,
    "thingKind" TEXT,
    "thingId" INTEGER,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "takenAt" BIGINT,
    "lng" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "createdAt" BIGINT NOT NULL,

    CONSTRAINT "File_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SavedPlace" (
    "id" SERIAL NOT NULL,
    "residentId" INTEGER NOT NULL,
    "cipher" BYTEA NOT NULL,
    "createdAt" BIGINT NOT NULL,

    CONSTRAINT "SavedPlace_pkey" PRIMARY KEY ("id")
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

-- Full text over the bigrams that the application makes; rowid is the appeal's id, named as SQLite names it.
CREATE TABLE "AppealSearch" ("rowid" INTEGER NOT NULL PRIMARY KEY, "grams" tsvector NOT NULL);
CREATE INDEX "AppealSearch_grams_idx" ON "AppealSearch" USING GIN ("grams");
