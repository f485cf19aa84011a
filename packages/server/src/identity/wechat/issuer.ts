/** Under which openids are kept among the links of a resident; no host app may be called so, its codes have no colon. */
export const WECHAT_ISSUER = 'wechat:mini'
