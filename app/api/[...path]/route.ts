import { ChatError } from '#server/protocol/errors.ts';
import { open } from '#app/api/endpoint.ts';

const missing = open(() => Promise.reject(new ChatError('not_found')));

/** Everything under /api that is no route. */
export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT };
