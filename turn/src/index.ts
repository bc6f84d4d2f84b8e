export { findTurnserver, turnserverMissing } from "./find-turnserver.ts";
export { readTurnSettings, type TurnSettings } from "./turn-settings.ts";
export { startTurn, type StartTurnOptions, type TurnServer } from "./start-turn.ts";
export { turnCredential, type TurnCredential } from "./turn-credential.ts";
