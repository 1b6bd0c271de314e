/** The list of sessions among the cached answers. */
export const sessionsKey = ['account', 'sessions'] as const;
