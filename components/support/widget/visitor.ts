import type { z } from 'zod';
import { callRest, RestError } from '#components/rest/rest-call.ts';
import { visitorGrant, type VisitorRequest, widgetSession } from '#server/protocol/widget.ts';
import { keepVisitor, readVisitor } from './kept-visitor.ts';

/** A visitor who is let in. */
export interface VisitorSession extends z.output<typeof widgetSession> {
  token: string;
}

/** What a visitor says of themselves. */
export type Introduction = Pick<VisitorRequest, 'name' | 'email'>;

async function load(token: string): Promise<VisitorSession> {
  return { token, ...(await callRest('GET', '/api/widget/session', widgetSession, undefined, token)) };
}

/** Becomes a visitor of the site: its user, or somebody who says who they are. Rejects with a RestError. */
export async function becomeVisitor(
  site: string,
  user: string | null,
  introduction: Introduction = {},
): Promise<VisitorSession> {
  const body = { site, ...(user !== null && { user }), ...introduction };
  const { token } = await callRest('POST', '/api/widget/visitors', visitorGrant, body);
  keepVisitor(site, { token, user });
  return load(token);
}

/**
 * The visitor that this browser was on the site before, where the site says that it is the same person; its user
 * otherwise. Null for somebody new whom nobody knows: they become a visitor with what they write. Rejects with a RestError.
 */
export async function resumeVisitor(site: string, user: string | null): Promise<VisitorSession | null> {
  const kept = readVisitor(site);
  if (kept?.user === user) {
    try {
      return await load(kept.token);
    } catch (error) {
      if (!(error instanceof RestError) || error.code !== 'token_invalid') throw error;
    }
  }
  if (kept) keepVisitor(site, null);
  return user === null ? null : becomeVisitor(site, user);
}

/** Why somebody could not be let in, for the site's developers. */
export const troubleOf = (error: unknown): string =>
  error instanceof RestError ? `${error.message} (${error.code}).` : String(error);
