export type { InstanceServices, InstanceState, Listen } from "./services.ts";
