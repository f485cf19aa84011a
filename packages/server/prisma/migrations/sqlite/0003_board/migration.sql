-- CreateTable
CREATE TABLE "PublicAppeal" (
    "appealId" INTEGER NOT NULL PRIMARY KEY,
    "category" TEXT NOT NULL,
    "areaPath" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "reply" TEXT,
    "pictures" TEXT NOT NULL,
    "pairs" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "lng" REAL,
    "lat" REAL,
    "cell" INTEGER,
    "submittedAt" BIGINT NOT NULL,
    "answeredAt" BIGINT NOT NULL,
    "publishedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "PublicGram" (
    "gram" TEXT NOT NULL,
    "appealId" INTEGER NOT NULL,

    PRIMARY KEY ("gram", "appealId")
);

-- CreateTable
CREATE TABLE "QueueEntry" (
    "queue" TEXT NOT NULL,
    "appealId" INTEGER NOT NULL,

    PRIMARY KEY ("queue", "appealId")
);

-- CreateIndex
CREATE INDEX "PublicAppeal_publishedAt_appealId_idx" ON "PublicAppeal"("publishedAt", "appealId");

-- CreateIndex
CREATE INDEX "PublicAppeal_category_publishedAt_appealId_idx" ON "PublicAppeal"("category", "publishedAt", "appealId");

-- CreateIndex
CREATE INDEX "PublicAppeal_cell_appealId_idx" ON "PublicAppeal"("cell", "appealId");

-- CreateIndex
CREATE INDEX "PublicGram_appealId_idx" ON "PublicGram"("appealId");

-- CreateIndex
CREATE INDEX "QueueEntry_appealId_idx" ON "QueueEntry"("appealId");
