-- CreateTable
CREATE TABLE "AccountDeletion" (
    "residentId" INTEGER NOT NULL,
    "askedAt" BIGINT NOT NULL,
    "dueAt" BIGINT NOT NULL,
    "withdraw" INTEGER NOT NULL,

    CONSTRAINT "AccountDeletion_pkey" PRIMARY KEY ("residentId")
);

-- CreateIndex
CREATE INDEX "AccountDeletion_dueAt_idx" ON "AccountDeletion"("dueAt");
