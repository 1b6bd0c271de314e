'use client';
import { Download } from 'lucide-react';
import { useSaveFile } from '#components/realtime/file-source.ts';
import { useToast } from '#components/ui/toast.tsx';
import { cn } from '#components/ui/cn.ts';
import type { File } from '#server/protocol/conversation.ts';
import { FILES_PATH } from '#server/protocol/files.ts';
import { fileIcon } from './file-icon.tsx';
import { fileSize } from './file-size.ts';

const look = 'flex w-72 max-w-full items-center gap-3 rounded-control border bg-surface p-2 text-left';

/** A file as a card: what it is, its name and size, and a way to save it once it is on the server. */
export function FileCard({ file }: { file: File }) {
  const { id, name, mimeType, size } = file;
  const path = `${FILES_PATH}${id}`;
  const toast = useToast();
  const save = useSaveFile(path, name, () =>
    toast({ text: `${name} could not be downloaded`, tone: 'danger' }),
  );
  const about = (
    <>
      <span className="flex size-10 shrink-0 items-center justify-center rounded-small bg-selected text-muted [&_svg]:size-5">
        {fileIcon(mimeType)}
      </span>
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-meta font-medium">
          {name}
        </span>
        <span className="block text-time text-muted tabular-nums">{fileSize(size)}</span>
      </span>
    </>
  );
  if (id === '') return <div className={look}>{about}</div>;
  return (
    <a
      href={path}
      download={name}
      onClick={save}
      aria-label={`Download ${name}, ${fileSize(size)}`}
      className={cn(look, 'transition-colors hover:bg-hover')}
    >
      {about}
      <Download aria-hidden strokeWidth={1.5} className="mr-1 size-4.5 shrink-0 text-muted" />
    </a>
  );
}
