import { TfxError } from "@tfx/protocol";
import type { InstanceState } from "@tfx/widget-host";

const nobody = () => () => undefined;
const refuse = (): never => {
  throw new TfxError("widget/denied", { permission: "state:shared" });
};

/** The shared state of a widget that one person has alone: there is none, and the gate lets nothing through to it. */
export const noSharedState: InstanceState = {
  send: async () => refuse(),
  onMessage: nobody,
  setPresence: refuse,
  onPresence: nobody,
  openDoc: async () => refuse(),
  updateDoc: async () => refuse(),
  onDoc: nobody,
  setValue: refuse,
  values: () => [],
  onValue: nobody,
  append: async () => refuse(),
  entries: () => [],
  onEntry: nobody,
};
