-- CreateTable
CREATE TABLE "ResidentLink" (
    "issuer" TEXT NOT NULL,
    "subjectHash" BYTEA NOT NULL,
    "residentId" INTEGER NOT NULL,
    "linkedAt" BIGINT NOT NULL,

    CONSTRAINT "ResidentLink_pkey" PRIMARY KEY ("issuer","subjectHash")
);

-- CreateTable
CREATE TABLE "HostAssertion" (
    "idHash" BYTEA NOT NULL,
    "expiresAt" BIGINT NOT NULL,

    CONSTRAINT "HostAssertion_pkey" PRIMARY KEY ("idHash")
);

-- CreateTable
CREATE TABLE "HostTicket" (
    "ticketHash" BYTEA NOT NULL,
    "hostApp" TEXT NOT NULL,
    "residentId" INTEGER NOT NULL,
    "callback" TEXT NOT NULL,
    "proof" BYTEA NOT NULL,
    "expiresAt" BIGINT NOT NULL,

    CONSTRAINT "HostTicket_pkey" PRIMARY KEY ("ticketHash")
);

-- CreateIndex
CREATE INDEX "ResidentLink_residentId_idx" ON "ResidentLink"("residentId");

-- CreateIndex
CREATE INDEX "HostAssertion_expiresAt_idx" ON "HostAssertion"("expiresAt");

-- CreateIndex
CREATE INDEX "HostTicket_expiresAt_idx" ON "HostTicket"("expiresAt");
