-- AlterTable
ALTER TABLE "Staff" ADD COLUMN     "areaPath" TEXT,
ADD COLUMN     "headHash" BYTEA,
ADD COLUMN     "subjectId" INTEGER,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "InsightDay" (
    "areaPath" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "received" INTEGER NOT NULL DEFAULT 0,
    "results" INTEGER NOT NULL DEFAULT 0,
    "atOnce" INTEGER NOT NULL DEFAULT 0,
    "limited" INTEGER NOT NULL DEFAULT 0,
    "onTime" INTEGER NOT NULL DEFAULT 0,
    "rated" INTEGER NOT NULL DEFAULT 0,
    "satisfied" INTEGER NOT NULL DEFAULT 0,
    "solved" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "InsightDay_pkey" PRIMARY KEY ("areaPath","category","day")
);

-- CreateTable
CREATE TABLE "OwnershipRule" (
    "id" SERIAL NOT NULL,
    "token" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "areaPath" TEXT NOT NULL,
    "bodyCode" TEXT,
    "level" TEXT,
    "fromAt" BIGINT NOT NULL,
    "untilAt" BIGINT,
    "version" INTEGER NOT NULL,
    "headHash" BYTEA NOT NULL,

    CONSTRAINT "OwnershipRule_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "OwnershipRule_token_key" ON "OwnershipRule"("token");
