/** Entry `@tfx/core/publish`: a stream to a WHIP server (RFC 9725), and what our own gateway says of it. */
export { createPublication, type Publication, type PublicationOptions, type PublicationState } from "./publish/publication.ts";
export type { PublishProblem } from "./publish/publish-problem.ts";
export type { PublishStats } from "./publish/publish-stats.ts";
export type { FetchPort } from "./whip/resource.ts";
export {
  openGatewayStream,
  type GatewayStream,
  type GatewayStreamOptions,
  type StreamAbout,
  type TextsAnswer,
} from "./publish/gateway-stream.ts";
