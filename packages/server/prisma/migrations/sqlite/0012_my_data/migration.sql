-- CreateTable
CREATE TABLE "AccountDeletion" (
    "residentId" INTEGER NOT NULL PRIMARY KEY,
    "askedAt" BIGINT NOT NULL,
    "dueAt" BIGINT NOT NULL,
    "withdraw" INTEGER NOT NULL
);

-- CreateIndex
CREATE INDEX "AccountDeletion_dueAt_idx" ON "AccountDeletion"("dueAt");
