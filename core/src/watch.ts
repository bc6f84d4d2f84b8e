/** Entry `@tfx/core/watch`: plays broadcasts of a gateway, or of any WHEP server. */
export { openWhep, type WhepOptions, type WhepOutcome, type WhepSession } from "./watch/whep-session.ts";
export { type ReceivingPath } from "./watch/receiving-path.ts";
export { type WatchFigures } from "./watch/watch-figures.ts";
export { keepUp, type LivePlace } from "./watch/keep-up.ts";
