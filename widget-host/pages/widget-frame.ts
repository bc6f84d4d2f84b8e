import { startWrapper } from "../src/sandbox/wrapper.ts";

const sandbox = new URL("widget-sandbox.html", location.href).href;
// From here on this page can hold that one page in a frame and no other, wherever a widget would like to go.
const policy = document.createElement("meta");
policy.httpEquiv = "Content-Security-Policy";
policy.content = `frame-src ${sandbox}`;
document.head.append(policy);
startWrapper(sandbox);
