import { z } from "zod";
import { refusal, streamOf, type OperationParts } from "./operation-parts.ts";
import { operation, type Operation, type OperationAnswer } from "./operation.ts";
import { knownKind, output, outputWish } from "./schemas.ts";

const readOperations = ({ wanted, kinds }: OperationParts): readonly Operation[] => [
  operation({
    method: "get",
    path: "/api/outputs",
    about: "The kinds of outputs that can be started, with the JSON Schema of their parameters.",
    access: "anybody",
    answers: { 200: { about: "The kinds.", schema: z.array(knownKind) } },
    run: () => ({
      status: 200,
      body: kinds.map(({ name, about, params }) => ({ kind: name, about, params: z.toJSONSchema(params, { io: "input" }) })),
    }),
  }),
  operation({
    method: "get",
    path: "/api/streams/{stream}/outputs",
    about: "The outputs of a stream that were started by name.",
    access: "publisher",
    answers: { 200: { about: "The outputs.", schema: z.array(output) } },
    run: ({ params }) => ({ status: 200, body: wanted.of(streamOf(params)).map(({ id, kind, report }) => ({ id, kind, report })) }),
  }),
];

/** Each costs a file or a process; a broadcast is recorded once, and pushed to a handful of places. */
const mostOutputs = 16;
const mostOfPublishers = 4;

const start = (
  { wanted, kinds }: OperationParts,
  stream: string,
  { kind: name, params, isOperator }: { readonly kind: string; readonly params: unknown; readonly isOperator: boolean },
): OperationAnswer => {
  const kind = kinds.find((one) => one.name === name);
  if (kind === undefined) return refusal(400, "api/unknown-output-kind", { kind: name });
  const given = kind.params.safeParse(params ?? {});
  if (!given.success) return refusal(400, "api/bad-params", { message: z.prettifyError(given.error) });
  if (!isOperator && kind.forPublishers !== true) return refusal(403, "api/not-allowed");
  if (wanted.of(stream).length >= (isOperator ? mostOutputs : mostOfPublishers)) return refusal(409, "api/too-many-outputs");
  const { id, report } = wanted.start(stream, { kind: name, params: params ?? {} });
  return { status: 201, body: { id, kind: name, report } };
};

/** What is asked of outputs that are started by name. */
export const outputOperations = (parts: OperationParts): readonly Operation[] => [
  ...readOperations(parts),
  operation({
    method: "post",
    path: "/api/streams/{stream}/outputs",
    about: "Starts an output, now or as soon as the stream is published; it lasts until the broadcast is over.",
    access: "publisher",
    body: outputWish,
    answers: {
      201: { about: "It is started.", schema: output },
      400: { about: "There is no such kind, or its parameters are wrong." },
      403: { about: "Only the operator may start outputs of this kind." },
      409: { about: "The stream has as many as it may." },
    },
    run: ({ params, body, isOperator }) => start(parts, streamOf(params), { kind: body.kind, params: body.params, isOperator }),
  }),
  operation({
    method: "delete",
    path: "/api/streams/{stream}/outputs/{output}",
    about: "Stops an output; what it wrote is finished.",
    access: "publisher",
    answers: { 204: { about: "It is stopped." }, 404: { about: "There is no such output." } },
    async run({ params }) {
      const isStopped = await parts.wanted.stop(streamOf(params), params["output"] ?? "");
      return isStopped ? { status: 204 } : refusal(404, "api/unknown-output");
    },
  }),
];
