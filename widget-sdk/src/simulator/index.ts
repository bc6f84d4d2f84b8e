export { createSimulator, type SimulatedOnlooker, type Simulator, type SimulatorOptions } from "./create-simulator.ts";
export type { JoinOptions, SimulatedPeer } from "./simulated-peer.ts";
export type { Answers, Seen } from "./handlers.ts";
