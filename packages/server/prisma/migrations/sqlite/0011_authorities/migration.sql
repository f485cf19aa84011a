-- CreateTable
CREATE TABLE "Authority" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "principalId" INTEGER NOT NULL,
    "agentId" INTEGER,
    "origin" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "areaPath" TEXT NOT NULL,
    "subjectId" INTEGER NOT NULL,
    "cipher" BLOB NOT NULL,
    "codeHash" BLOB,
    "createdAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "headHash" BLOB NOT NULL,
    "state" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "AuthorityAppeal" (
    "appealId" INTEGER NOT NULL PRIMARY KEY,
    "authorityId" INTEGER NOT NULL,
    "agentId" INTEGER NOT NULL,
    "principalId" INTEGER NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Authority_codeHash_key" ON "Authority"("codeHash");

-- CreateIndex
CREATE INDEX "Authority_agentId_principalId_idx" ON "Authority"("agentId", "principalId");

-- CreateIndex
CREATE INDEX "Authority_principalId_idx" ON "Authority"("principalId");

-- CreateIndex
CREATE INDEX "Authority_status_id_idx" ON "Authority"("status", "id");

-- CreateIndex
CREATE INDEX "AuthorityAppeal_agentId_principalId_appealId_idx" ON "AuthorityAppeal"("agentId", "principalId", "appealId");
