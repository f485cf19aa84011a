/** Binds a partner's request to the browser in which it began; the page of consent is answered by it. */
export const interactionCookie = (https: boolean): string => (https ? '__Host-civic-asking' : 'civic-asking')
