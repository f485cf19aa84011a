-- CreateTable
CREATE TABLE "IntegrationEngineer" (
    "staffId" INTEGER NOT NULL PRIMARY KEY,
    "integrationId" INTEGER NOT NULL,
    "addedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "IntegrationUse" (
    "integrationId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "calls" INTEGER NOT NULL,

    PRIMARY KEY ("integrationId", "day", "scope", "status")
);

-- CreateTable
CREATE TABLE "IntegrationError" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "integrationId" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "procedure" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "requestId" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Sandbox" (
    "integrationId" INTEGER NOT NULL PRIMARY KEY,
    "wanted" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL,
    "port" INTEGER NOT NULL,
    "openedAt" BIGINT NOT NULL,
    "usedAt" BIGINT NOT NULL,
    "owner" TEXT,
    "leaseUntil" BIGINT NOT NULL,
    "startedAt" BIGINT,
    "problem" TEXT
);

-- CreateIndex
CREATE INDEX "IntegrationEngineer_integrationId_idx" ON "IntegrationEngineer"("integrationId");

-- CreateIndex
CREATE INDEX "IntegrationUse_day_idx" ON "IntegrationUse"("day");

-- CreateIndex
CREATE INDEX "IntegrationError_integrationId_id_idx" ON "IntegrationError"("integrationId", "id");
