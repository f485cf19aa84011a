-- AlterTable
ALTER TABLE "Resident" ADD COLUMN "phoneAt" BIGINT;
ALTER TABLE "Resident" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Resident" ADD COLUMN "headHash" BLOB;

-- AlterTable
ALTER TABLE "HostTicket" ADD COLUMN "authAt" BIGINT;

-- CreateTable
CREATE TABLE "PhoneCode" (
    "tokenHash" BLOB NOT NULL PRIMARY KEY,
    "purpose" TEXT NOT NULL,
    "phoneHash" BLOB NOT NULL,
    "residentId" INTEGER,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "PhoneCount" (
    "keyHash" BLOB NOT NULL PRIMARY KEY,
    "sent" INTEGER NOT NULL,
    "untilAt" BIGINT NOT NULL
);

-- CreateIndex
CREATE INDEX "PhoneCode_expiresAt_idx" ON "PhoneCode"("expiresAt");

-- CreateIndex
CREATE INDEX "PhoneCount_untilAt_idx" ON "PhoneCount"("untilAt");
