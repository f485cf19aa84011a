
-- Full text over the bigrams that the application makes; rowid is the appeal's id. Contentless: the words are not kept twice.
CREATE VIRTUAL TABLE "AppealSearch" USING fts5("grams", content='', contentless_delete=1, tokenize='unicode61');
