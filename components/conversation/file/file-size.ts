const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** A number of bytes in the unit that suits it: "812 B", "48 KB", "2.4 MB". */
export function fileSize(bytes: number): string {
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length - 1);
  const value = bytes / 1024 ** step;
  const digits = step > 1 && value < 10 ? 1 : 0;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })} ${UNITS[step] ?? 'B'}`;
}
