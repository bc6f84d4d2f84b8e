export { createServer, type SignallingServer } from "./create-server.ts";
export { defaultRates, type ServerOptions } from "./server-options.ts";
export type { IceOptions, TurnOptions } from "./ice/ice-servers.ts";
export type { AddressRates } from "./limits/address-limits.ts";
export type { Rate } from "./limits/token-bucket.ts";
export type { SocketRates } from "./sockets/connection.ts";
