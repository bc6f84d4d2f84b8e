import type { Logger } from "pino";

/** What a gateway is started with. */
export interface GatewayOptions {
  readonly host: string;
  /** 0 is any free one. */
  readonly port: number;
  /** Signs tokens; without one, everybody may publish. */
  readonly secret: string | undefined;
  /** Nobody needs a token to watch. */
  readonly openViewing: boolean;
  /** Address at which publishers and viewers reach us over UDP. */
  readonly mediaAddress: string;
  readonly mediaPorts: readonly [number, number] | undefined;
  readonly log: Logger;
}
