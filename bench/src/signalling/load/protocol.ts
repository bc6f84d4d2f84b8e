import type { DialectName } from "../servers/server-kinds.ts";
import type { Traffic } from "./call-setup.ts";

/** What the generator is told to do, one thing at a time. */
export type Order =
  | { readonly kind: "connect"; readonly server: string; readonly dialect: DialectName; readonly clients: number }
  | { readonly kind: "run"; readonly server: string; readonly callsPerSecond: number; readonly seconds: number }
  | { readonly kind: "close"; readonly server: string };

/** What it answers when the thing is done. */
export interface Report {
  readonly error?: string;
  readonly traffic?: Traffic;
  /** Share of one core that the generator itself used. */
  readonly ownShare?: number;
}
