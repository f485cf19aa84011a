declare module '@theme' {}
declare module '*.css' {}
