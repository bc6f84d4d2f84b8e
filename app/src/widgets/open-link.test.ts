import { signal } from "@preact/signals";
import { widgetManifest } from "@tfx/protocol/widgets";
import { expect, test } from "vitest";
import { createI18n } from "../i18n/i18n.ts";
import { openLink } from "./open-link.ts";
import { createQuestions } from "./questions.ts";

const manifestOf = (kind: "builtin" | "bundle") =>
  widgetManifest.parse({ id: "org.example.poll", name: "Poll", description: "Ask.", version: "1.0.0", sdk: "1", kind });

const follow = (kind: "builtin" | "bundle", url: string) => {
  const i18n = createI18n(signal(["en"]));
  const questions = createQuestions(new AbortController().signal);
  const opened: string[] = [];
  const isOpened = openLink(
    { i18n, questions },
    { manifest: manifestOf(kind), url, signal: new AbortController().signal, open: (address) => opened.push(address) },
  );
  return { questions, opened, isOpened };
};

test("a link of a widget of ours opens at once", async () => {
  const { opened, isOpened } = follow("builtin", "https://example.org/a");
  expect(await isOpened).toBe(true);
  expect(opened).toEqual(["https://example.org/a"]);
});

test("a link of another widget opens after a yes to its whole address, in the form that the browser reads", async () => {
  const { questions, opened, isOpened } = follow("bundle", "https://аpple.example/a");
  await expect.poll(() => questions.shown.value?.text).toContain("https://xn--pple-43d.example/a");
  expect(opened).toEqual([]);
  questions.shown.value?.answer(true);
  expect(await isOpened).toBe(true);
  expect(opened).toEqual(["https://xn--pple-43d.example/a"]);
});

test("a link that the person does not want stays closed", async () => {
  const { questions, opened, isOpened } = follow("bundle", "https://example.org/a");
  await expect.poll(() => questions.shown.value).toBeDefined();
  questions.shown.value?.answer(false);
  expect(await isOpened).toBe(false);
  expect(opened).toEqual([]);
});
