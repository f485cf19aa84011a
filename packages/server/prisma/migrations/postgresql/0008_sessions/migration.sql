-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "device" TEXT,
ADD COLUMN     "endsAt" BIGINT,
ADD COLUMN     "hostApp" TEXT,
ADD COLUMN     "id" TEXT,
ADD COLUMN     "seenAt" BIGINT,
ADD COLUMN     "strongAt" BIGINT,
ADD COLUMN     "via" TEXT NOT NULL DEFAULT 'demo';

-- CreateTable
CREATE TABLE "SessionRefresh" (
    "tokenHash" BYTEA NOT NULL,
    "sessionId" TEXT NOT NULL,
    "expiresAt" BIGINT NOT NULL,
    "replacedAt" BIGINT,

    CONSTRAINT "SessionRefresh_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "StaffLogin" (
    "staffId" INTEGER NOT NULL,
    "loginName" TEXT NOT NULL,
    "passwordHash" TEXT,
    "totpSecret" BYTEA,
    "totpStep" INTEGER,
    "updatedAt" BIGINT NOT NULL,

    CONSTRAINT "StaffLogin_pkey" PRIMARY KEY ("staffId")
);

-- CreateTable
CREATE TABLE "StaffPasskey" (
    "id" SERIAL NOT NULL,
    "staffId" INTEGER NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "counter" INTEGER NOT NULL,
    "transports" TEXT,
    "device" TEXT,
    "createdAt" BIGINT NOT NULL,
    "usedAt" BIGINT,

    CONSTRAINT "StaffPasskey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffRecovery" (
    "codeHash" BYTEA NOT NULL,
    "staffId" INTEGER NOT NULL,

    CONSTRAINT "StaffRecovery_pkey" PRIMARY KEY ("codeHash")
);

-- CreateTable
CREATE TABLE "StaffInvitation" (
    "tokenHash" BYTEA NOT NULL,
    "staffId" INTEGER NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,

    CONSTRAINT "StaffInvitation_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "StaffSubject" (
    "issuer" TEXT NOT NULL,
    "subjectHash" BYTEA NOT NULL,
    "staffId" INTEGER NOT NULL,
    "linkedAt" BIGINT NOT NULL,

    CONSTRAINT "StaffSubject_pkey" PRIMARY KEY ("issuer","subjectHash")
);

-- CreateTable
CREATE TABLE "SignInStep" (
    "tokenHash" BYTEA NOT NULL,
    "purpose" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "expiresAt" BIGINT NOT NULL,

    CONSTRAINT "SignInStep_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "SignInTry" (
    "keyHash" BYTEA NOT NULL,
    "fails" INTEGER NOT NULL,
    "freeAt" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "SignInTry_pkey" PRIMARY KEY ("keyHash")
);

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

-- CreateIndex
CREATE UNIQUE INDEX "Session_id_key" ON "Session"("id");

-- CreateIndex
CREATE INDEX "Session_kind_actorId_idx" ON "Session"("kind", "actorId");
