export { findPersonal, PERSONAL_KINDS, redact, REDACTED, type FoundPersonal, type PersonalKind } from './redaction.ts'
