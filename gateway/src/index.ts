export { createGateway, type Gateway } from "./create-gateway.ts";
export { type GatewayOptions } from "./gateway-options.ts";
export { createTokens, type Right, type Tokens } from "./access/tokens.ts";
