import { streamName } from "@tfx/protocol/broadcasts";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Gatekeeper } from "../access/gatekeeper.ts";
import { isFromThisMachine } from "../access/own-machine.ts";
import { isSameSecret } from "../access/tokens.ts";
import type { Operation } from "./operation.ts";
import { openApi } from "./open-api.ts";

/** What the API stands on. */
export interface ApiOptions {
  readonly operations: readonly Operation[];
  readonly gatekeeper: Gatekeeper;
  /** The operator's; without one, and without tokens, everybody on this machine is the operator. */
  readonly adminSecret: string | undefined;
  readonly hasTokens: boolean;
  readonly version: string;
}

interface Asked {
  readonly request: FastifyRequest;
  readonly params: Readonly<Record<string, string>>;
}

const refuse = (reply: FastifyReply, status: number, { code, ...details }: { readonly code: string; readonly [more: string]: unknown }) =>
  reply.code(status).header("cache-control", "no-store").send({ code, details });

/** Whether somebody may, as a status, and whether it is the operator. */
const enter = async ({ request, params }: Asked, { access }: Operation, { adminSecret, hasTokens, gatekeeper }: ApiOptions) => {
  const shown = request.headers.authorization?.replace(/^Bearer +/i, "") ?? "";
  const isOperator = adminSecret === undefined ? !hasTokens && isFromThisMachine(request) : isSameSecret(shown, adminSecret);
  if (isOperator || access === "anybody") return { status: 200, isOperator };
  if (shown === "") return { status: 401, isOperator };
  if (access === "operator") return { status: 403, isOperator };
  const entry = await gatekeeper.check(request.headers.authorization, params["stream"] ?? "", "publish");
  return { status: entry.status, isOperator };
};

const handle = async (asked: Asked & { readonly reply: FastifyReply }, one: Operation, options: ApiOptions): Promise<FastifyReply> => {
  const { request, reply, params } = asked;
  if (params["stream"] !== undefined && !streamName.safeParse(params["stream"]).success)
    return refuse(reply, 400, { code: "api/bad-name" });
  const { status, isOperator } = await enter(asked, one, options);
  if (status === 401) void reply.header("www-authenticate", "Bearer");
  if (status !== 200) return refuse(reply, status, { code: "api/not-allowed" });
  const body = one.body?.safeParse(request.body);
  if (body?.success === false) {
    const { path, message } = body.error.issues[0] ?? { path: [], message: "" };
    return refuse(reply, 400, { code: "api/bad-body", at: path.join("."), message });
  }
  const answer = await one.run({ params, body: one.takes === undefined ? body?.data : request.body, isOperator });
  return reply
    .code(answer.status)
    .headers({ "cache-control": "no-store", ...answer.headers })
    .send(answer.body);
};

/** What the framework refuses before an operation is asked: bodies that are too large, or no JSON. */
const refuseBody =
  ({ mostBytes }: Operation) =>
  ({ statusCode: status = 500 }: FastifyError, _request: FastifyRequest, reply: FastifyReply): void => {
    if (status === 413) return void refuse(reply, status, { code: "protocol/too-large", limit: mostBytes ?? reply.routeOptions.bodyLimit });
    void refuse(reply, status, { code: status < 500 ? "protocol/invalid" : "internal" });
  };

/** REST over the operations, and their document at `/api/openapi.json`. */
export const addApiRoutes = (app: FastifyInstance, options: ApiOptions): void => {
  const document = openApi(options.operations, options.version);
  app.get("/api/openapi.json", (_request, reply) => reply.send(document));
  for (const one of options.operations)
    app.route<{ Params: Record<string, string> }>({
      method: one.method.toUpperCase(),
      url: one.path.replaceAll(/{(\w+)}/g, ":$1"),
      errorHandler: refuseBody(one),
      handler: (request, reply) => handle({ request, reply, params: request.params }, one, options),
    });
};
