import type { z } from 'zod';
import { callRest, RestError } from '#components/rest/rest-call.ts';
import { visitorGrant, type VisitorRequest, widgetSession } from '#server/protocol/widget.ts';
import { keepVisitor, readVisitor } from './kept-visitor.ts';
import type { Panel } from './panel.ts';

/** A visitor who is let in. */
export interface VisitorSession extends z.output<typeof widgetSession> {
  token: string;
}

/** What a visitor says of themselves. */
export type Introduction = Pick<VisitorRequest, 'name' | 'email'>;

/** Where a visitor is, and through whom it is spoken there. */
export interface Place {
  site: string;
  panel: Pick<Panel, 'get' | 'say'>;
}

async function load(token: string): Promise<VisitorSession> {
  return { token, ...(await callRest('GET', '/api/widget/session', widgetSession, undefined, token)) };
}

/** Becomes a visitor of the site: its user, or somebody who says who they are. Rejects with a RestError. */
export async function becomeVisitor(
  { site, panel }: Place,
  user: string | null,
  introduction: Introduction = {},
): Promise<VisitorSession> {
  const body = { site, ...(user !== null && { user }), ...introduction };
  const { token } = await callRest('POST', '/api/widget/visitors', visitorGrant, body);
  keepVisitor(site, { token, user }, panel);
  return load(token);
}

/**
 * The visitor that this browser was on the site before, where the site says that it is the same person; its user
 * otherwise. Null for somebody new whom nobody knows: they become a visitor with what they write. Rejects with a RestError.
 */
export async function resumeVisitor(place: Place, user: string | null): Promise<VisitorSession | null> {
  const { site, panel } = place;
  const kept = readVisitor(site, panel);
  if (kept?.user === user) {
    try {
      return await load(kept.token);
    } catch (error) {
      if (!(error instanceof RestError) || error.code !== 'token_invalid') throw error;
    }
  }
  if (kept) keepVisitor(site, null, panel);
  return user === null ? null : becomeVisitor(place, user);
}

/** Why somebody could not be let in, for the site's developers. */
export const troubleOf = (error: unknown): string =>
  error instanceof RestError ? `${error.message} (${error.code}).` : String(error);
