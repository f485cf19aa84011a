-- DropIndex
DROP INDEX "Appeal_cell_id_idx";

-- CreateIndex
CREATE INDEX "Appeal_cell_id_status_kind_idx" ON "Appeal"("cell", "id", "status", "kind");

