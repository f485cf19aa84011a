export * from './integration.scopes.ts'
export * as integrationSchema from './integration.schema.ts'
