/** Whose desk has a dashboard: the roles that look at a jurisdiction as a whole. The server decides; this only shows the way. */
export const mayLook = (roles: readonly string[]): boolean =>
  roles.includes('supervisor') || roles.includes('administrator')
