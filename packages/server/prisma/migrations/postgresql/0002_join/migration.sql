-- CreateTable
CREATE TABLE "AppealJoin" (
    "id" SERIAL NOT NULL,
    "appealId" INTEGER NOT NULL,
    "residentId" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "solved" TEXT,
    "round" INTEGER NOT NULL DEFAULT 0,
    "answeredAt" BIGINT,

    CONSTRAINT "AppealJoin_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "AppealJoin_appealId_residentId_key" ON "AppealJoin"("appealId", "residentId");

-- CreateIndex
CREATE INDEX "AppealJoin_residentId_id_idx" ON "AppealJoin"("residentId", "id");
