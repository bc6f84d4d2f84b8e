import { TfxError } from "@tfx/protocol";
import { textLimits } from "@tfx/protocol/broadcasts";
import { refusal, streamOf, unknownStream, type OperationParts } from "./operation-parts.ts";
import { operation, type Operation, type OperationAnswer } from "./operation.ts";
import { textPost } from "./schemas.ts";

const refused = (status: number, error: TfxError, headers: OperationAnswer["headers"] = {}): OperationAnswer => ({
  status,
  body: error.toWire(),
  headers,
});

/** What publishers send to be read by those who watch. */
export const textOperations = ({ texts, broadcasts }: OperationParts): readonly Operation[] => [
  operation({
    method: "post",
    path: "/api/streams/{stream}/texts",
    about: `Lets viewers read what is written in the call: up to ${textLimits.items} texts at once. They read it at \`/live/{stream}/texts\`.`,
    access: "publisher",
    body: textPost,
    answers: {
      204: { about: "Who reads has it." },
      400: { about: "It is not what it must be." },
      404: unknownStream,
      413: { about: "These are too many, or too long." },
      429: { about: "They come too fast; `Retry-After` says when to go on." },
    },
    run({ params, body }) {
      const stream = streamOf(params);
      if (broadcasts.onAirSince(stream) === undefined) return refusal(404, "api/unknown-stream");
      if (body.items.length > textLimits.items) return refused(413, new TfxError("protocol/too-large", { limit: textLimits.items }));
      const retryAfterMs = texts.take(stream, body);
      if (retryAfterMs === 0) return { status: 204 };
      const headers = { "retry-after": String(Math.ceil(retryAfterMs / 1_000)) };
      return refused(429, new TfxError("rate/limited", { retryAfterMs }), headers);
    },
  }),
];
