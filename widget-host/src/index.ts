export { createBridgeHost, type BridgeHost, type BridgeHostOptions } from "./bridge-host.ts";
export { openBundleStore, type BundleStore } from "./bundle-store.ts";
export { maxBundleBytes, parseManifest, readBundle, type Bundle } from "./bundle.ts";
export { createGate, type Gate, type GateOptions, type Use } from "./gate.ts";
export { openGrants, type GrantLasts, type GrantPlace, type GrantsStore, type Wish } from "./grants.ts";
export { createLive, derive, type Settable } from "./live.ts";
export type { InstanceServices, InstanceState, Listen } from "./services.ts";
export type { TextStorage } from "./text-storage.ts";
export { createWidgetStorage } from "./widget-storage.ts";
