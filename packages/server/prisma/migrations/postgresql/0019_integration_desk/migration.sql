-- CreateTable
CREATE TABLE "IntegrationEngineer" (
    "staffId" INTEGER NOT NULL,
    "integrationId" INTEGER NOT NULL,
    "addedAt" BIGINT NOT NULL,

    CONSTRAINT "IntegrationEngineer_pkey" PRIMARY KEY ("staffId")
);

-- CreateTable
CREATE TABLE "IntegrationUse" (
    "integrationId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "calls" INTEGER NOT NULL,

    CONSTRAINT "IntegrationUse_pkey" PRIMARY KEY ("integrationId","day","scope","status")
);

-- CreateTable
CREATE TABLE "IntegrationError" (
    "id" SERIAL NOT NULL,
    "integrationId" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "procedure" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,

    CONSTRAINT "IntegrationError_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Sandbox" (
    "integrationId" INTEGER NOT NULL,
    "wanted" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL,
    "port" INTEGER NOT NULL,
    "openedAt" BIGINT NOT NULL,
    "usedAt" BIGINT NOT NULL,
    "owner" TEXT,
    "leaseUntil" BIGINT NOT NULL,
    "startedAt" BIGINT,
    "problem" TEXT,

    CONSTRAINT "Sandbox_pkey" PRIMARY KEY ("integrationId")
);

-- CreateIndex
CREATE INDEX "IntegrationEngineer_integrationId_idx" ON "IntegrationEngineer"("integrationId");

-- CreateIndex
CREATE INDEX "IntegrationUse_day_idx" ON "IntegrationUse"("day");

-- CreateIndex
CREATE INDEX "IntegrationError_integrationId_id_idx" ON "IntegrationError"("integrationId", "id");
