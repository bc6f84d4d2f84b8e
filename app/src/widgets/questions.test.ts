import { signal } from "@preact/signals";
import { widgetManifest } from "@tfx/protocol/widgets";
import { expect, test } from "vitest";
import { createI18n } from "../i18n/i18n.ts";
import "../i18n/en-widgets.ts";
import { askedWords, createQuestions } from "./questions.ts";

const of = (name: string) => ({
  manifest: widgetManifest.parse({
    id: `org.example.${name}`,
    name,
    description: "Asks.",
    version: "1.0.0",
    sdk: "1",
    kind: "bundle",
  }),
  permissions: [],
  text: "Shall I?",
  yes: "Yes",
});

const setUp = () => {
  const [end, run] = [new AbortController(), new AbortController()];
  const clock = { now: 0 };
  return { end, run, clock, questions: createQuestions(end.signal, () => clock.now) };
};

const shownName = ({ shown }: ReturnType<typeof createQuestions>) => expect.poll(() => shown.value?.manifest.name);

test("questions come one after the other", async () => {
  const { questions, run } = setUp();
  const answers = [questions.ask(of("one"), run.signal), questions.ask(of("two"), run.signal)];
  await shownName(questions).toBe("one");
  questions.shown.value?.answer(true);
  await shownName(questions).toBe("two");
  questions.shown.value?.answer(false);
  expect(await Promise.all(answers)).toEqual([true, false]);
});

test("a question goes with the widget that asked it, and the next is shown", async () => {
  const { questions, run } = setUp();
  const gone = new AbortController();
  const answers = [questions.ask(of("one"), gone.signal), questions.ask(of("two"), run.signal)];
  await shownName(questions).toBe("one");
  gone.abort();
  expect(await answers[0]).toBe(false);
  await shownName(questions).toBe("two");
});

test("a widget that has a question waiting gets no second one", async () => {
  const { questions, run } = setUp();
  const first = questions.ask(of("one"), run.signal);
  expect(await questions.ask(of("one"), run.signal)).toBe(false);
  await shownName(questions).toBe("one");
  questions.shown.value?.answer(true);
  expect(await first).toBe(true);
});

test("a widget that asks again and again can be silenced for the call", async () => {
  const { questions, run, clock } = setUp();
  for (let time = 0; time < 3; time += 1) {
    clock.now += 10_000;
    const answer = questions.ask(of("one"), run.signal);
    await shownName(questions).toBe("one");
    expect(questions.shown.value?.silence === undefined).toBe(time < 2);
    (questions.shown.value?.silence ?? (() => questions.shown.value?.answer(false)))();
    expect(await answer).toBe(false);
  }
  expect(await questions.ask(of("one"), run.signal)).toBe(false);
  expect(questions.shown.value).toBeUndefined();
});

test("the end of the call says no to all", async () => {
  const { questions, run, end } = setUp();
  const answers = [questions.ask(of("one"), run.signal), questions.ask(of("two"), run.signal)];
  end.abort();
  expect(await Promise.all(answers)).toEqual([false, false]);
});

test("a question says whose it is, unless it is ours", () => {
  const { t } = createI18n(signal(["en"]));
  const words = (kind: "builtin" | "bundle") => askedWords({ manifest: { kind, name: "Poll" }, text: "Close it?" }, t);
  expect(words("bundle")).toBe("The widget Poll asks: Close it?");
  expect(words("builtin")).toBe("Close it?");
});
