import { z } from "zod";

/** What a gateway tells everybody of one stream (`GET /live/{stream}`). */
export const gatewayStreamFacts = z.object({
  /** `planned`: it was announced; `break`: its publisher is away for the moment; `ended`: it can still be watched for a while. */
  state: z.enum(["planned", "live", "break", "ended"]),
  viewers: z.number().int().min(0),
});
/** What a gateway tells everybody of one stream. */
export type GatewayStreamFacts = z.output<typeof gatewayStreamFacts>;
