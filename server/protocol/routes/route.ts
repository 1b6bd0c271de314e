import type { z } from 'zod';
import type { ErrorCode } from '#server/protocol/errors.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An answer that is no JSON, by its media type. */
export interface OtherContent {
  contentType: string;
}

/**
 * One operation of REST: what `app/api` takes and answers, and what the OpenAPI document says of it. Tests hold every
 * answer that they see to it.
 */
export interface RestOperation {
  /** What it does, in a sentence. */
  about: string;
  /** `admin` and `owner` are judged in core; everybody else than `anyone` needs a session. */
  access: 'anyone' | 'user' | 'admin' | 'owner';
  /** Visitors of sites that have the widget may use it as well; everything else refuses them. */
  visitors?: true;
  /** People open it by its address: a navigation, from anywhere, asks as for a page, by the cookie alone. */
  opened?: true;
  /** What each `[name]` of the path is. */
  params?: Record<string, string>;
  query?: z.ZodObject;
  /** A body of JSON. */
  body?: z.ZodType;
  /** A body of multipart/form-data. */
  form?: z.ZodObject;
  /** Good answers by their status; null has no body. */
  answers: Record<number, z.ZodType | OtherContent | null>;
  /** Errors besides those that `access`, `query`, `body` and `form` bring along. */
  errors?: readonly ErrorCode[];
}

/** Operations by method and path, the path as in the folder `app`: `[name]` for what changes. */
export type RestOperations = Record<`${Method} /api/${string}`, RestOperation>;

export const isOtherContent = (answer: z.ZodType | OtherContent): answer is OtherContent =>
  'contentType' in answer;
