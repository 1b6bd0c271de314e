import { callRest, nothing } from '#components/rest/rest-call.ts';
import {
  cannedResponse,
  type CannedResponseChange,
  cannedResponses,
  type CannedResponseText,
} from '#server/protocol/canned-responses.ts';

const PATH = '/api/canned-responses';

/** Canned responses over REST. Each rejects with a RestError. */
export const cannedApi = {
  list: () => callRest('GET', PATH, cannedResponses),
  create: (text: CannedResponseText) => callRest('POST', PATH, cannedResponse, text),
  change: (id: number, change: CannedResponseChange) =>
    callRest('PATCH', `${PATH}/${id}`, cannedResponse, change),
  remove: (id: number) => callRest('DELETE', `${PATH}/${id}`, nothing),
};
