-- CreateTable
CREATE TABLE "NoticeWish" (
    "id" SERIAL NOT NULL,
    "appealId" INTEGER NOT NULL,
    "residentId" INTEGER NOT NULL,
    "cipher" BYTEA NOT NULL,
    "status" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "dueAt" BIGINT,
    "createdAt" BIGINT NOT NULL,
    "endedAt" BIGINT,

    CONSTRAINT "NoticeWish_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "NoticeWish_status_dueAt_idx" ON "NoticeWish"("status", "dueAt");

-- CreateIndex
CREATE INDEX "NoticeWish_residentId_idx" ON "NoticeWish"("residentId");

-- CreateIndex
CREATE UNIQUE INDEX "NoticeWish_appealId_residentId_key" ON "NoticeWish"("appealId", "residentId");
