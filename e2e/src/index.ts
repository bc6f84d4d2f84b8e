export { buildPages, builtPages, type BuiltPages } from "./browser/built-pages.ts";
export { openGuestBrowser } from "./browser/open-browser.ts";
export { connectionFacts, spyOnConnections, type ConnectionFacts } from "./browser/connection-spy.ts";
export { people, type Character } from "./media/people.ts";
export { framesShown, meanColour } from "./observe/observed-media.ts";
export { joinCall, tiles, type Person } from "./person.ts";
export { openServer, type ServerProcess } from "./server/server-process.ts";
