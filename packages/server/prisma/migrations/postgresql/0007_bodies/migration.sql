-- CreateTable
CREATE TABLE "CityBody" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "added" TEXT,
    "name" TEXT,
    "phone" TEXT,
    "fromAt" BIGINT,
    "offFrom" BIGINT,
    "offUntil" BIGINT,
    "version" INTEGER NOT NULL,
    "headHash" BYTEA NOT NULL,

    CONSTRAINT "CityBody_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "CityBody_code_key" ON "CityBody"("code");
