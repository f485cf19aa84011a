-- CreateTable
CREATE TABLE "Integration" (
    "id" SERIAL NOT NULL,
    "publicId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "operator" TEXT NOT NULL,
    "jwks" TEXT,
    "jwksUri" TEXT,
    "redirectUris" TEXT NOT NULL,
    "origins" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "headHash" BYTEA NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "Integration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScopeGrant" (
    "id" SERIAL NOT NULL,
    "token" TEXT NOT NULL,
    "integrationId" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "fromAt" BIGINT,
    "untilAt" BIGINT,
    "perDay" INTEGER,
    "createdAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "headHash" BYTEA NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "ScopeGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" SERIAL NOT NULL,
    "token" TEXT NOT NULL,
    "residentId" INTEGER NOT NULL,
    "integrationId" INTEGER NOT NULL,
    "scopes" TEXT NOT NULL,
    "givenAt" BIGINT NOT NULL,
    "untilAt" BIGINT NOT NULL,
    "endedAt" BIGINT,
    "endedBy" TEXT,
    "usedAt" BIGINT,

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OidcPayload" (
    "kind" TEXT NOT NULL,
    "idHash" BYTEA NOT NULL,
    "payload" TEXT NOT NULL,
    "consentId" INTEGER,
    "clientId" TEXT,
    "uidHash" BYTEA,
    "consumedAt" BIGINT,
    "expiresAt" BIGINT NOT NULL,

    CONSTRAINT "OidcPayload_pkey" PRIMARY KEY ("kind","idHash")
);

-- CreateTable
CREATE TABLE "QuotaUse" (
    "integrationId" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "startsAt" BIGINT NOT NULL,
    "used" INTEGER NOT NULL,

    CONSTRAINT "QuotaUse_pkey" PRIMARY KEY ("integrationId","scope","period","startsAt")
);

-- CreateIndex
CREATE UNIQUE INDEX "Integration_publicId_key" ON "Integration"("publicId");

-- CreateIndex
CREATE INDEX "Integration_status_id_idx" ON "Integration"("status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ScopeGrant_token_key" ON "ScopeGrant"("token");

-- CreateIndex
CREATE INDEX "ScopeGrant_integrationId_scope_idx" ON "ScopeGrant"("integrationId", "scope");

-- CreateIndex
CREATE UNIQUE INDEX "Consent_token_key" ON "Consent"("token");

-- CreateIndex
CREATE INDEX "Consent_residentId_id_idx" ON "Consent"("residentId", "id");

-- CreateIndex
CREATE INDEX "Consent_integrationId_id_idx" ON "Consent"("integrationId", "id");

-- CreateIndex
CREATE INDEX "OidcPayload_consentId_idx" ON "OidcPayload"("consentId");

-- CreateIndex
CREATE INDEX "OidcPayload_expiresAt_idx" ON "OidcPayload"("expiresAt");

-- CreateIndex
CREATE INDEX "QuotaUse_startsAt_idx" ON "QuotaUse"("startsAt");
