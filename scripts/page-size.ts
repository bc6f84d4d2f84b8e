import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** What a page needs before it can show anything: itself, the scripts and the styles that it names. */
export interface PageSize {
  readonly page: string;
  readonly files: number;
  readonly gzipBytes: number;
}

const local = /<(?:script|link)\b[^>]*?\b(?:src|href)="\/([^"]+\.(?:js|css))"/g;

/** Size of a built page with every script and style of its head (Vite lists all static imports there). */
export const measurePage = (folder: string, page: string): PageSize => {
  const html = readFileSync(join(folder, page), "utf8");
  const files = new Set([page, ...[...html.matchAll(local)].map((match) => match[1] ?? page)]);
  const gzipBytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0);
  return { page, files: files.size, gzipBytes };
};
