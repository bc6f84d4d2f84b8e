import { liveList, publicStream } from "@tfx/protocol/broadcasts";
import { z } from "zod";
import { mostPosterBytes, posterTypes, readPoster } from "../programme/posters.ts";
import { about } from "../programme/programme.ts";
import { refusal, streamOf, unknownStream, type OperationParts } from "./operation-parts.ts";
import { operation, type Operation } from "./operation.ts";
import { breakWish, streamFacts } from "./schemas.ts";

/** What everybody may ask. */
export const publicOperations = ({ facts }: OperationParts): readonly Operation[] => [
  operation({
    method: "get",
    path: "/live",
    about: "What is on now, and what comes next.",
    access: "anybody",
    answers: { 200: { about: "Listed broadcasts.", schema: liveList } },
    run: () => ({ status: 200, body: facts.list() }),
  }),
  operation({
    method: "get",
    path: "/live/{stream}",
    about: "What everybody may know of one stream: for the page that plays it.",
    access: "anybody",
    answers: { 200: { about: "The stream.", schema: publicStream }, 404: unknownStream },
    run({ params }) {
      const body = facts.publicOf(streamOf(params));
      return body === undefined ? refusal(404, "api/unknown-stream") : { status: 200, body };
    },
  }),
];

const readOperations = ({ facts }: OperationParts): readonly Operation[] => [
  operation({
    method: "get",
    path: "/api/streams",
    about: "All streams with their figures.",
    access: "operator",
    answers: { 200: { about: "The streams.", schema: z.array(streamFacts) } },
    run: () => ({ status: 200, body: facts.names.flatMap((name) => facts.of(name) ?? []) }),
  }),
  operation({
    method: "get",
    path: "/api/streams/{stream}",
    about: "One stream with its figures.",
    access: "publisher",
    answers: { 200: { about: "The stream.", schema: streamFacts }, 404: unknownStream },
    run({ params }) {
      const body = facts.of(streamOf(params));
      return body === undefined ? refusal(404, "api/unknown-stream") : { status: 200, body };
    },
  }),
];

const breakOperation = ({ broadcasts }: OperationParts): Operation =>
  operation({
    method: "put",
    path: "/api/streams/{stream}/break",
    about: "Says that a broadcast has a break, or goes on; who watches is told.",
    access: "publisher",
    body: breakWish,
    answers: { 204: { about: "It is known now." }, 404: unknownStream },
    run: ({ params, body }) => (broadcasts.setBreak(streamOf(params), body.isOn) ? { status: 204 } : refusal(404, "api/unknown-stream")),
  });

/** What is asked of streams. */
export const streamOperations = (parts: OperationParts): readonly Operation[] => [
  ...readOperations(parts),
  breakOperation(parts),
  operation({
    method: "delete",
    path: "/api/streams/{stream}",
    about: "Ends a stream: its publisher is sent away, its viewers see the end, its recordings are finished.",
    access: "publisher",
    answers: { 204: { about: "It is over." }, 404: unknownStream },
    async run({ params }) {
      const stream = streamOf(params);
      if (parts.broadcasts.onAirSince(stream) === undefined) return refusal(404, "api/unknown-stream");
      await parts.broadcasts.end(stream, "stopped");
      return { status: 204 };
    },
  }),
  operation({
    method: "put",
    path: "/api/streams/{stream}/about",
    about: "Says what a broadcast is called, when it begins, and whether it is listed.",
    access: "publisher",
    body: about,
    answers: { 204: { about: "It is known now." } },
    async run({ params, body }) {
      await parts.programme.set(streamOf(params), body);
      return { status: 204 };
    },
  }),
  operation<unknown>({
    method: "put",
    path: "/api/streams/{stream}/poster",
    about: "Brings a picture of a broadcast, up to 512 KiB, which everybody sees at `/live/{stream}/poster`.",
    access: "publisher",
    takes: posterTypes,
    mostBytes: mostPosterBytes,
    answers: { 204: { about: "It is shown now." }, 413: { about: "It is too large." }, 415: { about: "It is no such picture." } },
    async run({ params, body }) {
      const poster = body instanceof Uint8Array ? readPoster(body) : undefined;
      if (poster === undefined) return refusal(415, "api/not-a-picture");
      await parts.posters.set(streamOf(params), poster);
      return { status: 204 };
    },
  }),
  operation({
    method: "delete",
    path: "/api/streams/{stream}/about",
    about: "Takes a broadcast off the list.",
    access: "publisher",
    answers: { 204: { about: "It is forgotten." } },
    async run({ params }) {
      await parts.programme.delete(streamOf(params));
      return { status: 204 };
    },
  }),
];
