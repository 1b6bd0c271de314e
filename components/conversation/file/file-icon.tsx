import { File, FileArchive, FileText, Film, Image, Music } from 'lucide-react';
import type { ReactNode } from 'react';

/** By the beginning of the type; the first that fits. */
const icons: readonly [type: RegExp, icon: ReactNode][] = [
  [/^image\//, <Image key="image" aria-hidden strokeWidth={1.5} />],
  [/^video\//, <Film key="video" aria-hidden strokeWidth={1.5} />],
  [/^audio\//, <Music key="audio" aria-hidden strokeWidth={1.5} />],
  [/zip|x-tar|rar|7z|bzip|-xz|zstd/, <FileArchive key="archive" aria-hidden strokeWidth={1.5} />],
  [/^text\/|\/pdf$/, <FileText key="text" aria-hidden strokeWidth={1.5} />],
  [/^/, <File key="any" aria-hidden strokeWidth={1.5} />],
];

/** What kind of file it is, as an icon of the size that its surroundings give it. */
export const fileIcon = (mimeType: string): ReactNode => icons.find(([type]) => type.test(mimeType))?.[1];
