import { Check, Copy } from 'lucide-react';
import { type ComponentProps, isValidElement, useRef, useState } from 'react';
import type { ExtraProps } from 'streamdown';
import { IconButton } from '#components/ui/icon-button.tsx';
import { copyText } from '#components/ui/copy-text.ts';

const COPIED_MS = 2_000;

function languageOf(children: ComponentProps<'pre'>['children']): string | null {
  if (!isValidElement<{ className?: string }>(children)) return null;
  return /language-([\w+#.-]+)/.exec(children.props.className ?? '')?.[1] ?? null;
}

/** A block of code, its language, and the button that copies it. */
export function CodeBlock({ children }: ComponentProps<'pre'> & ExtraProps) {
  const pre = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    setCopied(await copyText(pre.current?.textContent ?? ''));
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  return (
    <div className="markdown-code">
      <div className="flex items-center justify-between py-0.5 pr-1 pl-3 text-time text-muted">
        <span>{languageOf(children) ?? 'text'}</span>
        <IconButton size="small" label={copied ? 'Copied' : 'Copy code'} onClick={() => void copy()}>
          {copied ? <Check aria-hidden strokeWidth={1.5} /> : <Copy aria-hidden strokeWidth={1.5} />}
        </IconButton>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whoever has only keys must be able to scroll it */}
      <pre ref={pre} tabIndex={0} dir="ltr">
        {children}
      </pre>
    </div>
  );
}
