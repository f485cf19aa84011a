-- CreateTable
CREATE TABLE "SavedView" (
    "staffId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "queue" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,

    PRIMARY KEY ("staffId", "name")
);

-- CreateTable
CREATE TABLE "Presence" (
    "appealId" INTEGER NOT NULL,
    "staffId" INTEGER NOT NULL,
    "sinceAt" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "writing" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("appealId", "staffId")
);

-- CreateTable
CREATE TABLE "DeskExport" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "token" TEXT NOT NULL,
    "staffId" INTEGER NOT NULL,
    "request" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "headHash" BLOB NOT NULL
);

-- CreateIndex
CREATE INDEX "Presence_at_idx" ON "Presence"("at");

-- CreateIndex
CREATE UNIQUE INDEX "DeskExport_token_key" ON "DeskExport"("token");

-- CreateIndex
CREATE INDEX "Appeal_status_id_idx" ON "Appeal"("status", "id");

-- CreateIndex
CREATE INDEX "Appeal_category_id_areaPath_bodyCode_idx" ON "Appeal"("category", "id", "areaPath", "bodyCode");
