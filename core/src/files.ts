export { openFileExchange, type FileExchange, type FetchOptions, type ShareOptions } from "./files/file-exchange.ts";
export { type FileRoom, type FileSink } from "./files/file-ports.ts";
