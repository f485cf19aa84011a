-- CreateTable
CREATE TABLE "NoticeWish" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "appealId" INTEGER NOT NULL,
    "residentId" INTEGER NOT NULL,
    "cipher" BLOB NOT NULL,
    "status" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "dueAt" BIGINT,
    "createdAt" BIGINT NOT NULL,
    "endedAt" BIGINT
);

-- CreateIndex
CREATE INDEX "NoticeWish_status_dueAt_idx" ON "NoticeWish"("status", "dueAt");

-- CreateIndex
CREATE INDEX "NoticeWish_residentId_idx" ON "NoticeWish"("residentId");

-- CreateIndex
CREATE UNIQUE INDEX "NoticeWish_appealId_residentId_key" ON "NoticeWish"("appealId", "residentId");
