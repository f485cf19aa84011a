-- CreateTable
CREATE TABLE "ResidentLink" (
    "issuer" TEXT NOT NULL,
    "subjectHash" BLOB NOT NULL,
    "residentId" INTEGER NOT NULL,
    "linkedAt" BIGINT NOT NULL,

    PRIMARY KEY ("issuer", "subjectHash")
);

-- CreateTable
CREATE TABLE "HostAssertion" (
    "idHash" BLOB NOT NULL PRIMARY KEY,
    "expiresAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "HostTicket" (
    "ticketHash" BLOB NOT NULL PRIMARY KEY,
    "hostApp" TEXT NOT NULL,
    "residentId" INTEGER NOT NULL,
    "callback" TEXT NOT NULL,
    "proof" BLOB NOT NULL,
    "expiresAt" BIGINT NOT NULL
);

-- CreateIndex
CREATE INDEX "ResidentLink_residentId_idx" ON "ResidentLink"("residentId");

-- CreateIndex
CREATE INDEX "HostAssertion_expiresAt_idx" ON "HostAssertion"("expiresAt");

-- CreateIndex
CREATE INDEX "HostTicket_expiresAt_idx" ON "HostTicket"("expiresAt");
