-- CreateTable
CREATE TABLE "AppealSource" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "integrationId" INTEGER NOT NULL,
    "consented" INTEGER NOT NULL,
    "externalId" TEXT,
    "bodyHash" BLOB
);

-- CreateTable
CREATE TABLE "SourceChange" (
    "integrationId" INTEGER NOT NULL,
    "position" BIGINT NOT NULL,
    "appealId" INTEGER NOT NULL,

    PRIMARY KEY ("integrationId", "position")
);

-- CreateIndex
CREATE UNIQUE INDEX "AppealSource_integrationId_externalId_key" ON "AppealSource"("integrationId", "externalId");
