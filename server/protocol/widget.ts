import { z } from 'zod';
import { summary } from './conversation.ts';
import { displayName, email, timestamp } from './fields.ts';
import { account } from './identity.ts';
import { limits } from './limits.ts';

/** Where the widget's frame is: under it, the colour scheme of the page around it. */
export const WIDGET_PATH = '/widget';
/** In the frame's address: the origin of the page around it. */
export const SITE_PARAMETER = 'site';

const NO_ORIGIN = 'must be an origin such as https://www.example.com';

/** The origin of a page, as browsers write it. */
export const site = z
  .url(NO_ORIGIN)
  .max(limits.site)
  .refine(
    // Hosts of other letters, which browsers write in these: it becomes part of a policy's text.
    (text) => /^https?:\/\/[\w.:[\]-]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text,
    NO_ORIGIN,
  )
  .meta({ examples: ['https://www.example.com'] });

/** Query of `GET /api/widget`. */
export const widgetQuery = z.object({ site: site.describe('The origin of the page that wants the button') });

/** The answer of `GET /api/widget`. */
export const widgetState = z.object({ allowed: z.boolean() });

/** What a site signs of its user, as claims of a JSON Web Token. */
export const siteUser = z.object({
  sub: z.string().min(1).max(limits.externalId),
  // What is wrong with these is no reason to let nobody in.
  name: displayName.nullish().catch(null),
  email: email.nullish().catch(null),
});
export type SiteUser = z.infer<typeof siteUser>;

/** `POST /api/widget/visitors`. */
export const visitorRequest = z.object({
  site,
  user: z.string().min(1).max(limits.siteToken).optional().describe('What the site has signed of its user'),
  name: displayName.optional().describe('As the visitor writes it, where the site signs nothing'),
  email: email.optional().describe('Likewise'),
});
export type VisitorRequest = z.output<typeof visitorRequest>;

/** The answer of `POST /api/widget/visitors`: a bearer token. */
export const visitorGrant = z.object({ token: z.string(), expiresAt: timestamp });

/** The answer of `GET /api/widget/session`: what the frame begins with. */
export const widgetSession = z.object({
  account,
  chats: z.object({ items: z.array(summary), nextCursor: z.string().nullable() }),
  fileSizeLimit: z.int().positive().describe('Bytes that a file may have'),
});

/** What admins see of a client who is a visitor. */
export const visitor = z.object({
  site: z.string().describe('The origin of the site that they were last on'),
  email: z.string().nullable(),
  known: z.boolean().describe('The site has signed who they are; else name and email are what they wrote'),
});
export type Visitor = z.infer<typeof visitor>;
