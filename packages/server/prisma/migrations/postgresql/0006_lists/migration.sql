-- CreateTable
CREATE TABLE "AppealPressure" (
    "id" INTEGER NOT NULL,
    "openAt" BIGINT,
    "version" INTEGER NOT NULL,
    "headHash" BYTEA NOT NULL,

    CONSTRAINT "AppealPressure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LookUpTry" (
    "key" BYTEA NOT NULL,
    "tries" INTEGER NOT NULL,
    "until" BIGINT NOT NULL,

    CONSTRAINT "LookUpTry_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "LookUpTry_until_idx" ON "LookUpTry"("until");

-- DropIndex
DROP INDEX "Appeal_bodyCode_id_idx";

-- DropIndex
DROP INDEX "Appeal_areaPath_id_idx";

-- DropIndex
DROP INDEX "Appeal_status_id_idx";

-- DropIndex
DROP INDEX "Appeal_category_id_areaPath_bodyCode_idx";

-- CreateIndex
CREATE INDEX "Appeal_sent_idx" ON "Appeal"("submittedAt", "id", "areaPath");

-- CreateIndex
CREATE INDEX "Appeal_sent_status_idx" ON "Appeal"("status", "submittedAt", "id", "areaPath", "kind", "channel");

-- CreateIndex
CREATE INDEX "Appeal_sent_category_idx" ON "Appeal"("category", "submittedAt", "id", "areaPath", "bodyCode", "kind", "channel");

-- CreateIndex
CREATE INDEX "Appeal_sent_area_idx" ON "Appeal"("areaPath" COLLATE "C", "submittedAt", "id", "kind", "channel");

-- CreateIndex
CREATE INDEX "Appeal_sent_body_idx" ON "Appeal"("bodyCode", "submittedAt", "id", "areaPath", "kind", "channel");

-- CreateIndex
CREATE INDEX "Appeal_sent_kind_idx" ON "Appeal"("kind", "channel", "submittedAt", "id", "areaPath", "bodyCode");
