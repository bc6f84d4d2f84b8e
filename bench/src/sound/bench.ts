import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createDenoiser, createVoiceChain } from "@tfx/core/sound";
import { resultOf, type BenchResult } from "../result.ts";
import { decibels, delayOf, hiss, rate, voice } from "./sounds.ts";

const rounds = 5;
const seconds = 6;
/** The first seconds are RNNoise's to find out what noise is. */
const settled = 3 * rate;
const quantum = 128;
const frame = 480;
const bytes = readFileSync(createRequire(import.meta.url).resolve("@jitsi/rnnoise-wasm/dist/rnnoise.wasm"));

interface Run {
  readonly output: Float32Array;
  /** Processor time for 10 ms of sound. */
  readonly cpuMs: number;
}

const timed = (input: Float32Array, work: (output: Float32Array) => void): Run => {
  const output = input.slice();
  const before = process.cpuUsage();
  work(output);
  const { user, system } = process.cpuUsage(before);
  return { output, cpuMs: (user + system) / 1_000 / (input.length / frame) };
};

/** RNNoise and nothing else, on whole frames: what any product with it has at the least. */
const bare = (input: Float32Array): Run => {
  const denoiser = createDenoiser(bytes);
  return timed(input, (output) => {
    for (let at = 0; at + frame <= output.length; at += frame) denoiser.clean(output.subarray(at, at + frame));
  });
};

/** The chain of the product, a quantum at a time as a worklet has them. */
const ours = (input: Float32Array): Run => {
  const chain = createVoiceChain(createDenoiser(bytes), rate);
  chain.wish({ clean: true, gain: 1 });
  return timed(input, (output) => {
    for (let at = 0; at + quantum <= output.length; at += quantum) {
      const samples = output.subarray(at, at + quantum);
      chain.process(samples, samples);
    }
  });
};

const left = (input: Float32Array, { output }: Run): number =>
  10 ** ((decibels(output.subarray(settled)) - decibels(input.subarray(settled))) / 20);

const inMs = (speech: Float32Array, { output }: Run): number => (1_000 * delayOf(speech, output)) / rate;

/** Noise that is left, delay that is added, and processor time: the product's chain against RNNoise alone. */
export const run = (): Promise<BenchResult[]> => {
  const turns = Array.from({ length: rounds }, (_, round) => {
    const [noise, speech] = [hiss(seconds, 0.05, round + 1), voice(seconds)];
    const turn = { ours: { noise: ours(noise), speech: ours(speech) }, bare: { noise: bare(noise), speech: bare(speech) } };
    const db = (share: number): string => (20 * Math.log10(share)).toFixed(1);
    const [noiseLeft, voiceLeft] = [left(noise, turn.ours.noise), left(speech, turn.ours.speech)];
    console.log(
      `round ${round + 1}: white noise ${db(noiseLeft)} dB (RNNoise alone ${db(left(noise, turn.bare.noise))}), voice ${db(voiceLeft)} dB`,
    );
    return { noise, speech, ...turn };
  });
  const name = { bench: "sound", baselineName: "RNNoise alone, @jitsi/rnnoise-wasm 0.2.1" };
  const pairs = (read: (turn: (typeof turns)[number], side: "ours" | "bare") => number) =>
    turns.map((turn) => ({ ours: read(turn, "ours"), baseline: read(turn, "bare") }));
  return Promise.resolve([
    resultOf(
      { ...name, metric: "white noise that is left (0.1 is -20 dB)", unit: "of 1" },
      pairs((turn, side) => left(turn.noise, turn[side].noise)),
    ),
    resultOf(
      { ...name, metric: "voice that is left", unit: "of 1" },
      pairs((turn, side) => left(turn.speech, turn[side].speech)),
    ),
    resultOf(
      { ...name, metric: "added delay", unit: "ms" },
      pairs((turn, side) => inMs(turn.speech, turn[side].speech)),
    ),
    resultOf(
      { ...name, metric: "processor time for 10 ms of sound", unit: "ms" },
      pairs((turn, side) => turn[side].speech.cpuMs),
    ),
  ]);
};
