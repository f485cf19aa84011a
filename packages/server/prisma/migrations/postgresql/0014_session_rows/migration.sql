-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "jurisdiction" TEXT;
UPDATE "Session" SET "jurisdiction" = (SELECT r."jurisdiction" FROM "Resident" r WHERE r."id" = "actorId") WHERE "kind" = 'resident';
