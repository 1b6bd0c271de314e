'use client';
import { X } from 'lucide-react';
import { fileIcon } from '#components/conversation/file/file-icon.tsx';
import { fileSize } from '#components/conversation/file/file-size.ts';
import { LocalImage } from '#components/conversation/file/local-image.tsx';
import type { OutgoingFile } from '#components/realtime/outgoing-file.ts';
import { IconButton } from '#components/ui/icon-button.tsx';

interface TrayProps {
  files: readonly OutgoingFile[];
  onRemove: (key: string) => void;
}

/** The files that go with the next send, above the field. */
export function Tray({ files, onRemove }: TrayProps) {
  if (files.length === 0) return null;
  return (
    <ul
      aria-label="Files to send"
      className="flex max-h-40 flex-wrap gap-2 overflow-y-auto border-b p-2 max-sm:max-h-32"
    >
      {files.map((file) => (
        <TrayItem key={file.key} file={file} onRemove={() => onRemove(file.key)} />
      ))}
    </ul>
  );
}

function TrayItem({ file, onRemove }: { file: OutgoingFile; onRemove: () => void }) {
  const { name, mimeType, size, width, blob } = file;
  return (
    <li className="flex w-56 max-w-full items-center gap-2.5 rounded-control border bg-surface p-1.5 text-meta max-sm:w-full">
      <span className="flex size-9 shrink-0 items-center justify-center overflow-hidden rounded-small bg-selected text-muted [&_svg]:size-4.5">
        {width === null ? (
          fileIcon(mimeType)
        ) : (
          <LocalImage blob={blob} alt="" className="size-full object-cover" />
        )}
      </span>
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate">
          {name}
        </span>
        <span className="block text-time text-muted tabular-nums">{fileSize(size)}</span>
      </span>
      <IconButton size="small" label={`Remove ${name}`} onClick={onRemove}>
        <X aria-hidden strokeWidth={1.5} />
      </IconButton>
    </li>
  );
}
