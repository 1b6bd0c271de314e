import { type ReactNode, useMemo } from 'react';
import { cn } from '#components/ui/cn.ts';
import { isEmojiOnly } from './emoji-only.ts';
import { splitLinks } from './links.ts';

interface MessageTextProps {
  text: string;
  /** Stands after the last word. */
  mark?: ReactNode;
}

/** A message's text as it was written, with its addresses made links. */
export function MessageText({ text, mark }: MessageTextProps) {
  const parts = useMemo(() => splitLinks(text), [text]);
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      <span className={cn(isEmojiOnly(text) && 'text-[2rem] leading-10')}>
        {parts.map((part, index) =>
          part.href === null ? (
            part.text
          ) : (
            <a
              key={index}
              href={part.href}
              target="_blank"
              rel="noopener noreferrer"
              className="rounded-small text-accent underline decoration-1 underline-offset-2 hover:decoration-2"
            >
              {part.text}
            </a>
          ),
        )}
      </span>
      {mark}
    </p>
  );
}
