-- CreateTable
CREATE TABLE "Authority" (
    "id" SERIAL NOT NULL,
    "principalId" INTEGER NOT NULL,
    "agentId" INTEGER,
    "origin" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "areaPath" TEXT NOT NULL,
    "subjectId" INTEGER NOT NULL,
    "cipher" BYTEA NOT NULL,
    "codeHash" BYTEA,
    "createdAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "headHash" BYTEA NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "Authority_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuthorityAppeal" (
    "appealId" INTEGER NOT NULL,
    "authorityId" INTEGER NOT NULL,
    "agentId" INTEGER NOT NULL,
    "principalId" INTEGER NOT NULL,

    CONSTRAINT "AuthorityAppeal_pkey" PRIMARY KEY ("appealId")
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
