-- CreateTable
CREATE TABLE "SavedView" (
    "staffId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "queue" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("staffId", "name")
);

-- CreateTable
CREATE TABLE "Presence" (
    "appealId" INTEGER NOT NULL,
    "staffId" INTEGER NOT NULL,
    "sinceAt" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "writing" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Presence_pkey" PRIMARY KEY ("appealId", "staffId")
);

-- CreateTable
CREATE TABLE "DeskExport" (
    "id" SERIAL NOT NULL,
    "token" TEXT NOT NULL,
    "staffId" INTEGER NOT NULL,
    "request" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "headHash" BYTEA NOT NULL,

    CONSTRAINT "DeskExport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Presence_at_idx" ON "Presence"("at");

-- CreateIndex
CREATE UNIQUE INDEX "DeskExport_token_key" ON "DeskExport"("token");

-- CreateIndex
CREATE INDEX "Appeal_status_id_idx" ON "Appeal"("status", "id");

-- CreateIndex
CREATE INDEX "Appeal_category_id_areaPath_bodyCode_idx" ON "Appeal"("category", "id", "areaPath", "bodyCode");

-- By bytes, whatever the database sorts words by: only so is everything below an area one range of the index.
DROP INDEX "Appeal_areaPath_id_idx";
CREATE INDEX "Appeal_areaPath_id_idx" ON "Appeal"("areaPath" COLLATE "C", "id");
