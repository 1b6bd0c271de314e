'use client';
import { Download } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { CloseButton } from './close-button.tsx';
import { scrimLook } from './overlay-look.ts';
import { useFocusReturn } from './use-focus-return.ts';

interface LightboxProps {
  title: string;
  /** Beside the title, smaller. */
  description: string;
  src: string;
  width: number;
  height: number;
  download: { href: string; name: string };
  /** The button that opens it. */
  children: ReactNode;
}

/** An image as large as the page has room for. Esc, the cross and a press beside it close it, the focus goes back. */
export function Lightbox({ title, description, src, width, height, download, children }: LightboxProps) {
  const focusReturn = useFocusReturn();
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className={scrimLook} />
        <Radix.Content
          {...focusReturn}
          className="fixed inset-0 z-50 flex flex-col bg-background outline-none data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in"
        >
          <header className="flex items-center gap-2 border-b bg-surface py-1.5 pr-2 pl-4">
            <div className="min-w-0 flex-1">
              <Radix.Title dir="auto" className="truncate text-meta font-medium">
                {title}
              </Radix.Title>
              <Radix.Description className="text-time text-muted tabular-nums">
                {description}
              </Radix.Description>
            </div>
            <a
              href={download.href}
              download={download.name}
              aria-label="Download"
              className="touch-target inline-flex size-9 items-center justify-center rounded-control text-muted transition-colors hover:bg-hover hover:text-text"
            >
              <Download aria-hidden strokeWidth={1.5} className="size-[1.125rem]" />
            </a>
            <Radix.Close asChild>
              <CloseButton />
            </Radix.Close>
          </header>
          {/* The empty room around the image closes; the keyboard has the cross and Esc. */}
          <Radix.Close asChild>
            <div className="safe-bottom flex min-h-0 flex-1 items-center justify-center p-4">
              {/* oxlint-disable-next-line nextjs/no-img-element -- as in the timeline */}
              <img
                src={src}
                alt={title}
                width={width}
                height={height}
                className="max-h-full w-auto max-w-full object-contain"
              />
            </div>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
