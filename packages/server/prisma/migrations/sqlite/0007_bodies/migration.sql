-- CreateTable
CREATE TABLE "CityBody" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "code" TEXT NOT NULL,
    "added" TEXT,
    "name" TEXT,
    "phone" TEXT,
    "fromAt" BIGINT,
    "offFrom" BIGINT,
    "offUntil" BIGINT,
    "version" INTEGER NOT NULL,
    "headHash" BLOB NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "CityBody_code_key" ON "CityBody"("code");
