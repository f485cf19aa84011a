-- AlterTable
ALTER TABLE "Resident" ADD COLUMN "phoneAt" BIGINT,
ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "headHash" BYTEA;

-- AlterTable
ALTER TABLE "HostTicket" ADD COLUMN "authAt" BIGINT;

-- CreateTable
CREATE TABLE "PhoneCode" (
    "tokenHash" BYTEA NOT NULL,
    "purpose" TEXT NOT NULL,
    "phoneHash" BYTEA NOT NULL,
    "residentId" INTEGER,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" BIGINT NOT NULL,

    CONSTRAINT "PhoneCode_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "PhoneCount" (
    "keyHash" BYTEA NOT NULL,
    "sent" INTEGER NOT NULL,
    "untilAt" BIGINT NOT NULL,

    CONSTRAINT "PhoneCount_pkey" PRIMARY KEY ("keyHash")
);

-- CreateIndex
CREATE INDEX "PhoneCode_expiresAt_idx" ON "PhoneCode"("expiresAt");

-- CreateIndex
CREATE INDEX "PhoneCount_untilAt_idx" ON "PhoneCount"("untilAt");
