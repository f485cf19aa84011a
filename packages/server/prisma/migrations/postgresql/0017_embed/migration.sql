-- CreateTable
CREATE TABLE "EmbedSecret" (
    "secretHash" BYTEA NOT NULL,
    "integrationId" INTEGER NOT NULL,
    "residentId" INTEGER NOT NULL,
    "origin" TEXT NOT NULL,
    "proof" BYTEA NOT NULL,
    "externalId" TEXT,
    "prefill" BYTEA,
    "expiresAt" BIGINT NOT NULL,

    CONSTRAINT "EmbedSecret_pkey" PRIMARY KEY ("secretHash")
);

-- CreateTable
CREATE TABLE "EmbedSession" (
    "tokenHash" BYTEA NOT NULL,
    "integrationId" INTEGER NOT NULL,
    "residentId" INTEGER NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "externalId" TEXT,
    "expiresAt" BIGINT NOT NULL,

    CONSTRAINT "EmbedSession_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateIndex
CREATE INDEX "EmbedSecret_expiresAt_idx" ON "EmbedSecret"("expiresAt");

-- CreateIndex
CREATE INDEX "EmbedSession_expiresAt_idx" ON "EmbedSession"("expiresAt");
