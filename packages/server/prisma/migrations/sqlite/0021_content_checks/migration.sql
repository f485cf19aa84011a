-- CreateTable
CREATE TABLE "WeChatPerson" (
    "residentId" INTEGER NOT NULL PRIMARY KEY,
    "cipher" BLOB NOT NULL,
    "seenAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "ContentCheck" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "appealId" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "residentId" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "traceId" TEXT,
    "label" INTEGER,
    "tries" INTEGER NOT NULL,
    "dueAt" BIGINT,
    "createdAt" BIGINT NOT NULL,
    "endedAt" BIGINT,
    "told" INTEGER NOT NULL DEFAULT 0
);

-- CreateIndex
CREATE UNIQUE INDEX "ContentCheck_traceId_key" ON "ContentCheck"("traceId");

-- CreateIndex
CREATE INDEX "ContentCheck_status_dueAt_idx" ON "ContentCheck"("status", "dueAt");

-- CreateIndex
CREATE INDEX "ContentCheck_told_endedAt_idx" ON "ContentCheck"("told", "endedAt");

-- CreateIndex
CREATE INDEX "ContentCheck_residentId_idx" ON "ContentCheck"("residentId");

-- CreateIndex
CREATE UNIQUE INDEX "ContentCheck_appealId_part_key" ON "ContentCheck"("appealId", "part");
