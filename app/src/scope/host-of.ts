/** The part of a server's origin that a person knows it by. */
export const hostOf = (server: string): string => (URL.canParse(server) ? new URL(server).host : server);
