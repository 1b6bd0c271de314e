import { type MouseEvent, useEffect, useState } from 'react';
import { useRealtimeClient } from './provider.tsx';

interface FileSource {
  /** What an element can load; undefined while it is not known. */
  src: string | undefined;
  failed: boolean;
}

/** From where a file of the server can be shown: its path, or its bytes where the path alone does not lead to it. */
export function useFileSource(path: string, wanted: boolean): FileSource {
  const { readFile } = useRealtimeClient();
  const [read, setRead] = useState<FileSource>({ src: undefined, failed: false });
  useEffect(() => {
    if (!readFile || !wanted) return;
    let address: string | undefined;
    let left = false;
    readFile(path).then(
      (blob) => {
        if (left) return;
        address = URL.createObjectURL(blob);
        setRead({ src: address, failed: false });
      },
      () => {
        if (!left) setRead({ src: undefined, failed: true });
      },
    );
    return () => {
      left = true;
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }, [readFile, path, wanted]);
  return readFile ? read : { src: path, failed: false };
}

/**
 * What a link to a file does when it is pressed, where its path alone does not lead to it; undefined elsewhere. `failed`
 * hears of a file that cannot be had.
 */
export function useSaveFile(
  path: string,
  name: string,
  failed: () => void,
): ((event: MouseEvent) => void) | undefined {
  const { readFile } = useRealtimeClient();
  if (!readFile) return undefined;
  return (event) => {
    event.preventDefault();
    void readFile(path).then((blob) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    }, failed);
  };
}
