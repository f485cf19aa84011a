-- RedefineTables: every request looks for one row of it by its key, so the rows lie in the order of that key.
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Session" (
    "tokenHash" BLOB NOT NULL PRIMARY KEY,
    "id" TEXT,
    "kind" TEXT NOT NULL,
    "actorId" INTEGER NOT NULL,
    "jurisdiction" TEXT,
    "via" TEXT NOT NULL DEFAULT 'demo',
    "hostApp" TEXT,
    "device" TEXT,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,
    "endsAt" BIGINT,
    "seenAt" BIGINT,
    "strongAt" BIGINT
) WITHOUT ROWID;
INSERT INTO "new_Session" ("tokenHash", "id", "kind", "actorId", "jurisdiction", "via", "hostApp", "device", "createdAt", "expiresAt", "endsAt", "seenAt", "strongAt")
SELECT "tokenHash", "id", "kind", "actorId", CASE "kind" WHEN 'resident' THEN (SELECT r."jurisdiction" FROM "Resident" r WHERE r."id" = "actorId") END, "via", "hostApp", "device", "createdAt", "expiresAt", "endsAt", "seenAt", "strongAt" FROM "Session";
DROP TABLE "Session";
ALTER TABLE "new_Session" RENAME TO "Session";
CREATE UNIQUE INDEX "Session_id_key" ON "Session"("id");
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");
CREATE INDEX "Session_kind_actorId_idx" ON "Session"("kind", "actorId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
