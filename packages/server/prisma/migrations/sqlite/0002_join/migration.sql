-- CreateTable
CREATE TABLE "AppealJoin" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "appealId" INTEGER NOT NULL,
    "residentId" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "solved" TEXT,
    "round" INTEGER NOT NULL DEFAULT 0,
    "answeredAt" BIGINT
);

-- CreateIndex
CREATE UNIQUE INDEX "AppealJoin_appealId_residentId_key" ON "AppealJoin"("appealId", "residentId");

-- CreateIndex
CREATE INDEX "AppealJoin_residentId_id_idx" ON "AppealJoin"("residentId", "id");
