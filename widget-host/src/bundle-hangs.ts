import { TfxError } from "@tfx/protocol";
import type { Instance } from "./instance.ts";

/**
 * Time for the browser to end the process that hangs, so that nobody is put into it again: Chromium keeps
 * the process of a frame that was taken out for some seconds, in case another needs it.
 */
const restartAfterMs = 5_000;

/** What is done when bundles hang. */
export interface BundleHangs {
  /** One of them answered no ping. Answers the one that is held responsible. */
  handleHang(noticed: Instance): Instance;
}

const isAlive = ({ view }: Instance): boolean => ["loading", "running", "hidden"].includes(view.value.phase);

/**
 * All bundles share a process: when one loops, none answers, and taking out one alone frees nobody
 * (measured). So all are taken out and all but one start again, from the state that the host owns. Who
 * loops cannot be seen; held responsible is whoever was still loading, or else spoke last. When a bundle
 * hangs that runs alone, it is certain, and everybody who was suspected before starts again.
 */
export const createBundleHangs = (instances: () => readonly Instance[]): BundleHangs => {
  const suspects = new Set<Instance>();
  return {
    handleHang(noticed) {
      const others = instances().filter((instance) => instance !== noticed && instance.known.manifest.kind === "bundle");
      const alive = others.filter((instance) => isAlive(instance));
      const group = [noticed, ...alive];
      const culprit =
        group.find((one) => !one.hasMounted()) ?? group.toSorted((one, other) => other.heardAtMs() - one.heardAtMs())[0] ?? noticed;
      for (const instance of alive) instance.kill(new TfxError("widget/unresponsive"));
      const innocent = group.filter((instance) => instance !== culprit);
      if (group.length > 1) suspects.add(culprit);
      else {
        innocent.push(...others.filter((instance) => suspects.has(instance)));
        suspects.clear();
      }
      setTimeout(() => {
        for (const instance of innocent) if (instances().includes(instance)) instance.start("restore");
      }, restartAfterMs);
      return culprit;
    },
  };
};
