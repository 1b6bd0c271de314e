/** A number or a uuid; anything else, which Postgres may not even take for text, names no conversation. */
const REFERENCE = /^[\da-f-]{1,36}$/i;

/** What a client gave for a conversation, as the store may be asked for it. */
export const referenceOf = (given: string): string => (REFERENCE.test(given) ? given : '');
