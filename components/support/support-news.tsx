'use client';
import { useSupportNews } from './use-support-queries.ts';

/** Keeps what is on screen of support chats true. Stands once in the page. */
export function SupportNews() {
  useSupportNews();
  return null;
}
