-- CreateTable
CREATE TABLE "EmbedSecret" (
    "secretHash" BLOB NOT NULL PRIMARY KEY,
    "integrationId" INTEGER NOT NULL,
    "residentId" INTEGER NOT NULL,
    "origin" TEXT NOT NULL,
    "proof" BLOB NOT NULL,
    "externalId" TEXT,
    "prefill" BLOB,
    "expiresAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "EmbedSession" (
    "tokenHash" BLOB NOT NULL PRIMARY KEY,
    "integrationId" INTEGER NOT NULL,
    "residentId" INTEGER NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "externalId" TEXT,
    "expiresAt" BIGINT NOT NULL
);

-- CreateIndex
CREATE INDEX "EmbedSecret_expiresAt_idx" ON "EmbedSecret"("expiresAt");

-- CreateIndex
CREATE INDEX "EmbedSession_expiresAt_idx" ON "EmbedSession"("expiresAt");
