import { z } from 'zod';
import { callRest, nothing } from '#components/rest/rest-call.ts';
import { account, type passwordChange, sessionView } from '#server/protocol/identity.ts';

const sessions = z.object({ data: z.array(sessionView) });

/** The signed-in person's own account over REST. Each rejects with a RestError. */
export const accountApi = {
  rename: (name: string) => callRest('PATCH', '/api/account', account, { name }),
  changePassword: (change: z.infer<typeof passwordChange>) =>
    callRest('POST', '/api/account/password', nothing, change),
  sessions: async () => (await callRest('GET', '/api/account/sessions', sessions)).data,
  endSession: (id: string) => callRest('DELETE', `/api/account/sessions/${id}`, nothing),
  endAllSessions: () => callRest('DELETE', '/api/account/sessions', nothing),
};
