-- CreateTable
CREATE TABLE "SessionRefresh" (
    "tokenHash" BLOB NOT NULL PRIMARY KEY,
    "sessionId" TEXT NOT NULL,
    "expiresAt" BIGINT NOT NULL,
    "replacedAt" BIGINT
);

-- CreateTable
CREATE TABLE "StaffLogin" (
    "staffId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "loginName" TEXT NOT NULL,
    "passwordHash" TEXT,
    "totpSecret" BLOB,
    "totpStep" INTEGER,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "StaffPasskey" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "staffId" INTEGER NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" BLOB NOT NULL,
    "counter" INTEGER NOT NULL,
    "transports" TEXT,
    "device" TEXT,
    "createdAt" BIGINT NOT NULL,
    "usedAt" BIGINT
);

-- CreateTable
CREATE TABLE "StaffRecovery" (
    "codeHash" BLOB NOT NULL PRIMARY KEY,
    "staffId" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "StaffInvitation" (
    "tokenHash" BLOB NOT NULL PRIMARY KEY,
    "staffId" INTEGER NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "StaffSubject" (
    "issuer" TEXT NOT NULL,
    "subjectHash" BLOB NOT NULL,
    "staffId" INTEGER NOT NULL,
    "linkedAt" BIGINT NOT NULL,

    PRIMARY KEY ("issuer", "subjectHash")
);

-- CreateTable
CREATE TABLE "SignInStep" (
    "tokenHash" BLOB NOT NULL PRIMARY KEY,
    "purpose" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "expiresAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "SignInTry" (
    "keyHash" BLOB NOT NULL PRIMARY KEY,
    "fails" INTEGER NOT NULL,
    "freeAt" BIGINT NOT NULL,
    "at" BIGINT NOT NULL
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Session" (
    "tokenHash" BLOB NOT NULL PRIMARY KEY,
    "id" TEXT,
    "kind" TEXT NOT NULL,
    "actorId" INTEGER NOT NULL,
    "via" TEXT NOT NULL DEFAULT 'demo',
    "hostApp" TEXT,
    "device" TEXT,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,
    "endsAt" BIGINT,
    "seenAt" BIGINT,
    "strongAt" BIGINT
);
INSERT INTO "new_Session" ("actorId", "createdAt", "expiresAt", "kind", "tokenHash") SELECT "actorId", "createdAt", "expiresAt", "kind", "tokenHash" FROM "Session";
DROP TABLE "Session";
ALTER TABLE "new_Session" RENAME TO "Session";
CREATE UNIQUE INDEX "Session_id_key" ON "Session"("id");
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");
CREATE INDEX "Session_kind_actorId_idx" ON "Session"("kind", "actorId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "SessionRefresh_sessionId_idx" ON "SessionRefresh"("sessionId");

-- CreateIndex
CREATE INDEX "SessionRefresh_expiresAt_idx" ON "SessionRefresh"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "StaffLogin_loginName_key" ON "StaffLogin"("loginName");

-- CreateIndex
CREATE UNIQUE INDEX "StaffPasskey_credentialId_key" ON "StaffPasskey"("credentialId");

-- CreateIndex
CREATE INDEX "StaffPasskey_staffId_idx" ON "StaffPasskey"("staffId");

-- CreateIndex
CREATE INDEX "StaffRecovery_staffId_idx" ON "StaffRecovery"("staffId");

-- CreateIndex
CREATE UNIQUE INDEX "StaffInvitation_staffId_key" ON "StaffInvitation"("staffId");

-- CreateIndex
CREATE INDEX "StaffSubject_staffId_idx" ON "StaffSubject"("staffId");

-- CreateIndex
CREATE INDEX "SignInStep_expiresAt_idx" ON "SignInStep"("expiresAt");

-- CreateIndex
CREATE INDEX "SignInTry_at_idx" ON "SignInTry"("at");
