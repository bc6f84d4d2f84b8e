import type { AnyOutputKind } from "./output-kind.ts";
import { pushOutput } from "./push-output.ts";
import { recordOutput } from "./record-output.ts";
import { udpRtpOutput } from "./udp-rtp-output.ts";
import { udpTsOutput } from "./udp-ts-output.ts";

/** Every kind of output that can be started by name. */
export const outputKinds: readonly AnyOutputKind[] = [pushOutput, recordOutput, udpRtpOutput, udpTsOutput];
