/** Everything about articles among the cached answers. */
export const articlesKey = ['articles'] as const;
