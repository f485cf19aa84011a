
-- Full text over the bigrams that the application makes; rowid is the appeal's id, named as SQLite names it.
CREATE TABLE "AppealSearch" ("rowid" INTEGER NOT NULL PRIMARY KEY, "grams" tsvector NOT NULL);
CREATE INDEX "AppealSearch_grams_idx" ON "AppealSearch" USING GIN ("grams");
