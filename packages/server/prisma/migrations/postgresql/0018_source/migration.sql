-- CreateTable
CREATE TABLE "AppealSource" (
    "id" INTEGER NOT NULL,
    "integrationId" INTEGER NOT NULL,
    "consented" INTEGER NOT NULL,
    "externalId" TEXT,
    "bodyHash" BYTEA,

    CONSTRAINT "AppealSource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SourceChange" (
    "integrationId" INTEGER NOT NULL,
    "position" BIGINT NOT NULL,
    "appealId" INTEGER NOT NULL,

    CONSTRAINT "SourceChange_pkey" PRIMARY KEY ("integrationId","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "AppealSource_integrationId_externalId_key" ON "AppealSource"("integrationId", "externalId");
