/** The two Prisma schemas are the one models file under two headers. */
export const PROVIDERS = ['sqlite', 'postgresql'] as const
export type Provider = (typeof PROVIDERS)[number]

export const MODELS_FILE = new URL('./models.prisma', import.meta.url)

/** Tables made by hand in the migrations, because Prisma has no word for full-text search; else they count as drift. */
export const EXTERNAL_TABLES: Record<Provider, string[]> = {
  sqlite: ['AppealSearch', 'AppealSearch_data', 'AppealSearch_idx', 'AppealSearch_docsize', 'AppealSearch_config'],
  postgresql: ['public.AppealSearch'],
}

/** A whole schema for one database. `output` is relative to the schema's own folder. */
export function schemaText(provider: Provider, models: string): string {
  return `// Made from ../../models.prisma; edit that.
datasource db {
  provider = "${provider}"
}

generator client {
  provider               = "prisma-client"
  output                 = "./client"
  runtime                = "nodejs"
  moduleFormat           = "esm"
  generatedFileExtension = "ts"
  importFileExtension    = "ts"
}

${models}`
}
