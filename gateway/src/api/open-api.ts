import { z } from "zod";
import type { Operation } from "./operation.ts";

const content = (schema: z.core.$ZodType | undefined, io: "input" | "output"): object => {
  if (schema === undefined) return {};
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io });
  return { content: { "application/json": { schema: json } } };
};

const bodyOf = ({ body, takes }: Pick<Operation, "body" | "takes">): object => {
  if (takes !== undefined) return { requestBody: { required: true, content: Object.fromEntries(takes.map((type) => [type, {}])) } };
  return body === undefined ? {} : { requestBody: { required: true, ...content(body, "input") } };
};

const describe = ({ path, about, access, answers, ...rest }: Operation): object => ({
  summary: about,
  parameters: [...path.matchAll(/{(\w+)}/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } })),
  ...bodyOf(rest),
  responses: Object.fromEntries(
    Object.entries(answers).map(([status, { about: description, schema }]) => [status, { description, ...content(schema, "output") }]),
  ),
  security: access === "anybody" ? [] : [{ [access]: [] }],
});

const bearer = (description: string): object => ({ type: "http", scheme: "bearer", description });

/** The document of the API (OpenAPI 3.1), made of what the routes are made of. */
export const openApi = (operations: readonly Operation[], version: string): object => {
  const paths: Record<string, Record<string, object>> = {};
  for (const one of operations) paths[one.path] = { ...paths[one.path], [one.method]: describe(one) };
  return {
    openapi: "3.1.0",
    info: { title: "TFX Sessions gateway", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    paths,
    components: {
      securitySchemes: {
        operator: bearer("The operator's secret (TFX_GATEWAY_ADMIN_SECRET)."),
        publisher: bearer("A token that publishes the stream, or the operator's secret."),
      },
    },
  };
};
