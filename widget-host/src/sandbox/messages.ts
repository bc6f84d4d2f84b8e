import { z } from "zod";

/** The wrapper page to the host: it can take the bundle. */
export const wrapperReady = z.strictObject({ tfx: z.literal("wrapper-ready") });

/** The sandbox page to the wrapper: it can take the bundle. */
export const sandboxReady = z.strictObject({ tfx: z.literal("sandbox-ready") });

/** The bundle's script, from the host to the wrapper and from there to the sandbox page. */
export const bundleMessage = z.strictObject({ tfx: z.literal("bundle"), text: z.string() });
/** The bundle's script. */
export type BundleMessage = z.output<typeof bundleMessage>;
